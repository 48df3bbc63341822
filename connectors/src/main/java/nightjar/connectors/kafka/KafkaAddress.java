// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.kafka;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Map;
import java.util.Properties;

/**
 * Where a Kafka cluster is and how to speak to it.
 *
 * @param bootstrap host:port, comma-separated
 * @param login how to log in
 * @param properties further settings of the client, by Kafka's own names; they win over nightjar's
 */
public record KafkaAddress(String bootstrap, KafkaLogin login, Map<String, String> properties)
        implements Serializable {

    public KafkaAddress {
        requireNonNull(login, "login");
        properties = Map.copyOf(properties);
        if (bootstrap.isBlank()) {
            throw new IllegalArgumentException("a Kafka cluster needs its host:port");
        }
        if (properties.keySet().stream().anyMatch(name -> name.contains("jaas"))) {
            throw new IllegalArgumentException(
                    "log in with a user and a password file, not with a sasl.jaas.config property");
        }
    }

    public static KafkaAddress plain(String bootstrap) {
        return new KafkaAddress(bootstrap, KafkaLogin.NONE, Map.of());
    }

    /** Settings of any client of this cluster. */
    public Properties client() {
        var client = new Properties();
        client.setProperty("bootstrap.servers", bootstrap);
        client.putAll(login.properties());
        client.putAll(properties);
        return client;
    }
}
