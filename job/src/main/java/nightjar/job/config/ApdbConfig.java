// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

import java.util.List;

/**
 * The alert production database.
 *
 * @param login how to log in; may be left out
 * @param tls whether the wire is encrypted
 * @param authorities PEM file of whom to trust
 */
public record ApdbConfig(
        List<String> contactPoints,
        String datacenter,
        PasswordLogin login,
        boolean tls,
        String authorities,
        String keyspace,
        String claims,
        String consistency,
        int replication) {
    public ApdbConfig {
        Check.filled("apdb.contactPoints", contactPoints);
        Check.text("apdb.keyspace", keyspace);
        Check.text("apdb.claims", claims);
        Check.that(
                !keyspace.equals(claims),
                "apdb.claims",
                claims,
                "claims need a keyspace of their own");
        contactPoints = List.copyOf(contactPoints);
    }
}
