// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.secure;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Encrypted ways to the services that speak HTTP, all but the object store's with a log-in: its
 * requests are signed.
 */
public final class Fronts implements AutoCloseable {

    public static final String USER = "nightjar";

    /** No secret, since the services are on loopback and throw-away. */
    public static final String PASSWORD = "dor-hawk-at-dusk-17";

    /** The Authorization header's value. */
    public static final String AUTHORIZATION =
            "Basic "
                    + Base64.getEncoder()
                            .encodeToString(
                                    (USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    private static final Set<String> SIGNED = Set.of("store");

    private final Map<String, TlsFront> fronts = new TreeMap<>();
    private final Map<String, String> addresses = new TreeMap<>();

    private Fronts() {}

    /**
     * One before each service that speaks HTTP.
     *
     * @param services name to plain address, for instance {@code http://127.0.0.1:port/path}
     */
    public static Fronts before(Map<String, String> services, Authority authority)
            throws IOException {
        var all = new Fronts();
        for (var service : services.entrySet()) {
            if (service.getValue().startsWith("http://")) {
                var plain = URI.create(service.getValue());
                var who =
                        SIGNED.contains(service.getKey())
                                ? Optional.<String>empty()
                                : Optional.of(AUTHORIZATION);
                var front = TlsFront.before(plain::getPort, authority, who);
                all.fronts.put(service.getKey(), front);
                all.addresses.put(service.getKey(), front.address() + plain.getRawPath());
            }
        }
        return all;
    }

    /** Where a service is spoken to with encryption. */
    public String of(String service) {
        var address = addresses.get(service);
        if (address == null) {
            throw new IllegalStateException("no front stands before " + service);
        }
        return address;
    }

    @Override
    public void close() {
        fronts.values().forEach(TlsFront::close);
    }
}
