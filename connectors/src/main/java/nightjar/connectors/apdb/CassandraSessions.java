// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.ProgrammaticDriverConfigLoaderBuilder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** Opens sessions to Cassandra with the settings that nightjar wants. */
public final class CassandraSessions {

    private static final int USUAL_PORT = 9042;

    private CassandraSessions() {}

    /** A session for reading and writing rows, without a log-in. */
    public static CqlSession open(
            List<String> contactPoints, String datacenter, List<String> keyspaces) {
        return open(contactPoints, datacenter, keyspaces, CassandraLogin.NONE);
    }

    /**
     * A session for reading and writing rows.
     *
     * @param contactPoints {@code host} or {@code host:port}
     * @param keyspaces whose layout the driver keeps in mind, so that it asks a replica at once
     */
    public static CqlSession open(
            List<String> contactPoints,
            String datacenter,
            List<String> keyspaces,
            CassandraLogin login) {
        return builder(contactPoints, datacenter, login)
                .withConfigLoader(
                        options()
                                .withStringList(
                                        DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES,
                                        keyspaces)
                                .build())
                .build();
    }

    /** A session for making tables, without a log-in. */
    public static CqlSession openForSchema(List<String> contactPoints, String datacenter) {
        return openForSchema(contactPoints, datacenter, CassandraLogin.NONE);
    }

    /**
     * A session for making tables: without the schema refresh that costs a second after each
     * statement.
     */
    public static CqlSession openForSchema(
            List<String> contactPoints, String datacenter, CassandraLogin login) {
        return builder(contactPoints, datacenter, login)
                .withConfigLoader(
                        options()
                                .withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, false)
                                .build())
                .build();
    }

    private static CqlSessionBuilder builder(
            List<String> contactPoints, String datacenter, CassandraLogin login) {
        CqlSessionBuilder builder = CqlSession.builder().withLocalDatacenter(datacenter);
        if (!login.isNone()) {
            builder.withAuthProvider(new PasswordFromFile(login));
        }
        for (String point : contactPoints) {
            int colon = point.lastIndexOf(':');
            builder.addContactPoint(
                    colon < 0
                            ? new InetSocketAddress(point, USUAL_PORT)
                            : new InetSocketAddress(
                                    point.substring(0, colon),
                                    Integer.parseInt(point.substring(colon + 1))));
        }
        return builder;
    }

    // Protocol 4 as dax_apdb; larger pages, for a visit's rows come by the ten thousand.
    private static ProgrammaticDriverConfigLoaderBuilder options() {
        return DriverConfigLoader.programmaticBuilder()
                .withString(DefaultDriverOption.PROTOCOL_VERSION, "V4")
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(5))
                .withDuration(
                        DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(5))
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, Duration.ofSeconds(5))
                .withDuration(
                        DefaultDriverOption.METADATA_SCHEMA_REQUEST_TIMEOUT, Duration.ofSeconds(5))
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(10))
                .withInt(DefaultDriverOption.REQUEST_PAGE_SIZE, 20_000)
                .withBoolean(DefaultDriverOption.REQUEST_WARN_IF_SET_KEYSPACE, false);
    }
}
