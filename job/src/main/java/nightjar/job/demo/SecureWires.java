// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nightjar.sandbox.box.CassandraBox;
import nightjar.sandbox.box.KafkaBox;
import nightjar.sandbox.box.Observatory;
import nightjar.sandbox.box.secure.Fronts;

/**
 * The demo's wires, encrypted and with a log-in each, none of them named in {@code
 * security.plaintext}. Only nightjar takes them: the telescope and the readers of the demo itself
 * speak plainly.
 */
final class SecureWires implements AutoCloseable {

    private static final List<String> CLUSTERS =
            List.of("summit", "notifications", "alerts", "butler", "own");

    private final Observatory box;
    private final Fronts fronts;
    private final Path secrets;

    private SecureWires(Observatory box, Fronts fronts) {
        this.box = box;
        this.fronts = fronts;
        this.secrets = box.folder().resolve("secrets");
    }

    static SecureWires before(Observatory box) throws IOException, InterruptedException {
        return new SecureWires(box, Fronts.before(box.addresses(), box.authority()));
    }

    /** Lays them over a configuration of plain ones. */
    void lay(Map<String, Object> lay) throws IOException, InterruptedException {
        lay.put("security.plaintext", List.of());
        lay.put("security.authorities", box.authority().certificate().toString());
        for (var cluster : CLUSTERS) {
            lay.put("kafka." + cluster + ".bootstrap", box.kafka().secureAddress());
            lay.put("kafka." + cluster + ".login", login(cluster));
        }
        lay.put("registry.urls", List.of(fronts.of("registry")));
        lay.put("store.s3.endpoint", fronts.of("store"));
        for (var service : List.of("presence", "sattle", "mpsky", "sasquatch")) {
            lay.put(service + ".url", fronts.of(service));
        }
        for (var service : List.of("registry", "presence", "sattle", "mpsky", "sasquatch")) {
            lay.put(service + ".authorization", secret("http", Fronts.AUTHORIZATION));
        }
        lay.put("apdb.tls", true);
        var role = new LinkedHashMap<String, String>();
        role.put("user", CassandraBox.FIRST_ROLE);
        role.put("passwordFile", secret("cassandra-password", CassandraBox.FIRST_ROLE));
        lay.put("apdb.login", role);
    }

    /** Who writes alerts by SCRAM, as at Rubin. */
    private Map<String, String> login(String cluster) {
        return Map.of(
                "protocol",
                "SASL_SSL",
                "mechanism",
                cluster.equals("alerts") ? "SCRAM-SHA-512" : "PLAIN",
                "user",
                KafkaBox.USER,
                "passwordFile",
                secret("kafka-password", KafkaBox.PASSWORD));
    }

    private String secret(String name, String value) {
        try {
            Files.createDirectories(secrets);
            return Files.writeString(secrets.resolve(name), value).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        fronts.close();
    }
}
