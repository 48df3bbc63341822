// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

import java.util.Map;

/** The Kafka clusters, which are different ones at Rubin. */
public record KafkaConfig(
        Cluster summit, Cluster notifications, Cluster alerts, Cluster butler, Cluster own) {

    /**
     * One Kafka cluster.
     *
     * @param bootstrap host:port, comma-separated
     * @param startFrom where a lineage without committed offsets begins: earliest or latest
     * @param login how to log in; may be left out
     * @param properties client properties, passed on as they are
     */
    public record Cluster(
            String bootstrap, String startFrom, SaslLogin login, Map<String, String> properties) {
        public Cluster {
            Check.text("*.bootstrap", bootstrap);
            Check.that(
                    startFrom.equals("earliest") || startFrom.equals("latest"),
                    "*.startFrom",
                    startFrom,
                    "use earliest or latest");
            Check.that(
                    properties.keySet().stream().noneMatch(name -> name.contains("jaas")),
                    "*.properties",
                    properties.keySet(),
                    "log in with login: and a password file, not with a JAAS property");
            properties = Map.copyOf(properties);
        }
    }
}
