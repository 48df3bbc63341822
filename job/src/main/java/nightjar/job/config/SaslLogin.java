// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Set;

/**
 * A log-in to a Kafka cluster.
 *
 * @param protocol Kafka's security.protocol; empty when there is no log-in
 * @param mechanism SCRAM-SHA-512, SCRAM-SHA-256 or PLAIN; empty without SASL
 * @param user empty without SASL
 * @param passwordFile the file that holds the password; read when the client is made
 */
public record SaslLogin(String protocol, String mechanism, String user, Secret passwordFile) {

    private static final Set<String> PROTOCOLS =
            Set.of("", "PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");

    private static final Set<String> MECHANISMS = Set.of("SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN");

    public SaslLogin {
        Check.that(
                PROTOCOLS.contains(protocol),
                "*.protocol",
                protocol,
                "use SASL_SSL, SASL_PLAINTEXT, SSL, PLAINTEXT, or nothing");
        boolean hasUser = !user.isEmpty() && !passwordFile.file().isEmpty();
        if (protocol.startsWith("SASL_")) {
            Check.that(
                    MECHANISMS.contains(mechanism),
                    "*.mechanism",
                    mechanism,
                    "use SCRAM-SHA-512, SCRAM-SHA-256 or PLAIN");
            Check.that(hasUser, "*.user", user, protocol + " needs a user and a passwordFile");
        } else {
            Check.that(
                    user.isEmpty() && passwordFile.file().isEmpty(),
                    "*.user",
                    user,
                    "a user logs in by SASL: set protocol to SASL_SSL or SASL_PLAINTEXT");
        }
    }

    @JsonIgnore
    public boolean isNone() {
        return protocol.isEmpty();
    }
}
