// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import nightjar.connectors.wire.Trust;

/**
 * How to log in to Cassandra.
 *
 * @param user the role's name; empty when no log-in is asked for
 * @param passwordFile path of the file that holds the password; read at each new connection, so
 *     that it may rotate
 * @param encrypted by TLS, trusting whom; empty for plain text
 */
public record CassandraLogin(String user, String passwordFile, Optional<Trust> encrypted) {

    public static final CassandraLogin NONE = new CassandraLogin("", "", Optional.empty());

    public CassandraLogin {
        requireNonNull(user, "user");
        requireNonNull(passwordFile, "passwordFile");
        requireNonNull(encrypted, "encrypted");
        if (user.isEmpty() != passwordFile.isEmpty()) {
            throw new IllegalArgumentException(
                    "a log-in to Cassandra needs a user and a file that holds the password");
        }
    }

    /** A log-in in plain text. */
    public static CassandraLogin as(String user, String passwordFile) {
        return new CassandraLogin(user, passwordFile, Optional.empty());
    }

    boolean isNone() {
        return user.isEmpty();
    }
}
