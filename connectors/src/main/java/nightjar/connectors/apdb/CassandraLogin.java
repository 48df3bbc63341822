// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import static java.util.Objects.requireNonNull;

/**
 * How to log in to Cassandra.
 *
 * @param user the role's name; empty when no log-in is asked for
 * @param passwordFile path of the file that holds the password; read at each new connection, so
 *     that it may rotate
 */
public record CassandraLogin(String user, String passwordFile) {

    public static final CassandraLogin NONE = new CassandraLogin("", "");

    public CassandraLogin {
        requireNonNull(user, "user");
        requireNonNull(passwordFile, "passwordFile");
        if (user.isEmpty() != passwordFile.isEmpty()) {
            throw new IllegalArgumentException(
                    "a log-in to Cassandra needs a user and a file that holds the password");
        }
    }

    boolean isNone() {
        return user.isEmpty();
    }
}
