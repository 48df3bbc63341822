// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.kafka;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Map;

/**
 * How to log in to a Kafka cluster.
 *
 * @param protocol PLAINTEXT, SASL_PLAINTEXT or SASL_SSL
 * @param mechanism SCRAM-SHA-512, SCRAM-SHA-256 or PLAIN; empty without SASL
 * @param user the user's name; empty without SASL
 * @param passwordFile path of the file that holds the password; empty without SASL. Read where the
 *     client runs, when it connects: the password is never part of the job.
 */
public record KafkaLogin(String protocol, String mechanism, String user, String passwordFile)
        implements Serializable {

    public static final KafkaLogin NONE = new KafkaLogin("PLAINTEXT", "", "", "");

    public KafkaLogin {
        requireNonNull(protocol, "protocol");
        requireNonNull(mechanism, "mechanism");
        requireNonNull(user, "user");
        requireNonNull(passwordFile, "passwordFile");
        if (protocol.startsWith("SASL_") && (user.isEmpty() || passwordFile.isEmpty())) {
            throw new IllegalArgumentException(
                    protocol + " needs a user and a file that holds the password");
        }
        if (protocol.startsWith("SASL_")) {
            moduleOf(mechanism);
        }
    }

    public static KafkaLogin scramSha512(String protocol, String user, String passwordFile) {
        return new KafkaLogin(protocol, "SCRAM-SHA-512", user, passwordFile);
    }

    /**
     * The client's settings for this log-in; the password itself stands for a look into its file.
     */
    Map<String, String> properties() {
        if (!protocol.startsWith("SASL_")) {
            return Map.of("security.protocol", protocol);
        }
        return Map.of(
                "security.protocol",
                protocol,
                "sasl.mechanism",
                mechanism,
                "config.providers",
                "secret",
                "config.providers.secret.class",
                SecretFiles.class.getName(),
                "sasl.jaas.config",
                moduleOf(mechanism)
                        + " required username=\""
                        + SecretFiles.quoted(user)
                        + "\" password=\"${secret:"
                        + passwordFile
                        + "}\";");
    }

    private static String moduleOf(String mechanism) {
        if (mechanism.startsWith("SCRAM-")) {
            return "org.apache.kafka.common.security.scram.ScramLoginModule";
        }
        if (mechanism.equals("PLAIN")) {
            return "org.apache.kafka.common.security.plain.PlainLoginModule";
        }
        throw new IllegalArgumentException(
                "SASL mechanism '" + mechanism + "': use SCRAM-SHA-512, SCRAM-SHA-256 or PLAIN");
    }
}
