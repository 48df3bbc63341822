// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nightjar.sandbox.box.Options.Wish;
import nightjar.sandbox.box.desk.Desk;
import nightjar.sandbox.box.process.Child;
import nightjar.sandbox.box.process.Jvm;
import nightjar.sandbox.box.process.Nursery;

/**
 * Registry, Presence, Sasquatch and MPSky: stand-ins that speak the protocols, in one small JVM.
 */
public final class DeskBox implements Box {

    /** Not the registry's usual 8081, which people know as Flink's web UI. */
    private static final List<Integer> USUAL_PORTS = List.of(8085, 8080, 8082, 3666);

    private static final List<String> SERVICES =
            List.of("registry", "presence", "sasquatch", "mpsky");

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Nursery nursery;
    private final Path folder;
    private final Options options;
    private volatile Map<String, String> addresses = Map.of();

    DeskBox(Nursery nursery, Options options) {
        this.nursery = nursery;
        this.folder = nursery.folder().resolve("desk");
        this.options = options;
    }

    @Override
    public Neighbour neighbour() {
        return Neighbour.DESK;
    }

    @Override
    public Child launch() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        List<String> arguments = new ArrayList<>();
        arguments.add(folder.toString());
        SERVICES.forEach(name -> arguments.add(port(name)));
        arguments.addAll(options.instruments());
        Child child = nursery.start("desk", Jvm.small(64), Desk.class.getName(), arguments);
        Map<String, String> said = new TreeMap<>();
        for (String pair : child.awaitReady(PATIENCE).split(" ", -1)) {
            said.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        addresses = Map.copyOf(said);
        return child;
    }

    /** The port it had, the usual one, or any. */
    private String port(String service) {
        if (addresses.containsKey(service)) {
            return String.valueOf(URI.create(addresses.get(service)).getPort());
        }
        int index = SERVICES.indexOf(service);
        return String.valueOf(options.wants(Wish.USUAL_PORTS) ? USUAL_PORTS.get(index) : 0);
    }

    /** Base address of the Schema Registry. */
    public String registry() {
        return addresses.getOrDefault("registry", "");
    }

    /** Base address of Presence, {@code http://127.0.0.1:port/presence}. */
    public String presence() {
        return addresses.getOrDefault("presence", "");
    }

    /** Base address of Sasquatch's REST proxy. */
    public String sasquatch() {
        return addresses.getOrDefault("sasquatch", "");
    }

    /** What MPSky is asked, {@code http://127.0.0.1:port/ephemerides/}. */
    public String mpsky() {
        return addresses.getOrDefault("mpsky", "");
    }

    @Override
    public Map<String, String> addresses() {
        return addresses;
    }
}
