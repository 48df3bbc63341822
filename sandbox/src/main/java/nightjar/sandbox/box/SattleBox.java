// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nightjar.sandbox.box.Options.Wish;
import nightjar.sandbox.box.process.Child;
import nightjar.sandbox.box.process.Jvm;
import nightjar.sandbox.box.process.Nursery;
import nightjar.sandbox.box.sattle.Sattle;

/** Sattle, a stand-in in a JVM of its own, so that it can be stopped and started alone. */
public final class SattleBox implements Box {

    private static final int USUAL_PORT = 9999;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Nursery nursery;
    private final Options options;
    private volatile String address = "";

    SattleBox(Nursery nursery, Options options) {
        this.nursery = nursery;
        this.options = options;
    }

    @Override
    public Neighbour neighbour() {
        return Neighbour.SATTLE;
    }

    @Override
    public Child launch() throws IOException, InterruptedException {
        if (Files.notExists(satellites())) {
            Files.writeString(satellites(), "[]", StandardCharsets.UTF_8);
        }
        int port = options.wants(Wish.USUAL_PORTS) ? USUAL_PORT : 0;
        if (!address.isEmpty()) {
            port = URI.create(address).getPort();
        }
        List<String> arguments = List.of(String.valueOf(port), satellites().toString());
        Child child = nursery.start("sattle", Jvm.small(64), Sattle.class.getName(), arguments);
        address = child.awaitReady(PATIENCE);
        return child;
    }

    /**
     * The file of the satellites in the sky, a JSON list of {@code {id, epochMjdTai, raDeg, decDeg,
     * raRateDegPerS, decRateDegPerS}}; read again when it changes. The rates are of the coordinates
     * themselves (no cos dec).
     */
    public Path satellites() {
        return nursery.folder().resolve("satellites.json");
    }

    /** Base address, {@code http://127.0.0.1:port}. */
    public String address() {
        return address;
    }

    @Override
    public Map<String, String> addresses() {
        return Map.of("sattle", address);
    }
}
