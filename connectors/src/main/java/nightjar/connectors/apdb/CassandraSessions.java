// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.ProgrammaticDriverConfigLoaderBuilder;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.ssl.ProgrammaticSslEngineFactory;
import com.datastax.oss.driver.internal.core.time.ServerSideTimestampGenerator;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Opens sessions to Cassandra with the settings that nightjar wants. */
public final class CassandraSessions {

    private static final int USUAL_PORT = 9042;

    private static final Pattern POINT =
            Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^:\\s\\[\\]]+)(?::(\\d{1,5}))?");

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
        return open(
                contactPoints,
                datacenter,
                login,
                options()
                        .withStringList(
                                DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES,
                                keyspaces));
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
        return open(
                contactPoints,
                datacenter,
                login,
                options().withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, false));
    }

    private static CqlSession open(
            List<String> contactPoints,
            String datacenter,
            CassandraLogin login,
            ProgrammaticDriverConfigLoaderBuilder options) {
        CqlSessionBuilder builder =
                CqlSession.builder()
                        .withLocalDatacenter(datacenter)
                        .withConfigLoader(options.build());
        if (!login.isNone()) {
            builder.withAuthProvider(new PasswordFromFile(login));
        }
        login.encrypted()
                .ifPresent(
                        trust ->
                                builder.withSslEngineFactory(
                                        new ProgrammaticSslEngineFactory(
                                                trust.context(), null, true)));
        contactPoints.forEach(point -> builder.addContactPoint(address(point)));
        CqlSession session = builder.build();
        requireDatacenter(session, contactPoints, datacenter);
        return session;
    }

    /** {@code host}, {@code host:port} or {@code [IPv6]:port}. */
    private static InetSocketAddress address(String point) {
        Matcher parts = POINT.matcher(point.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + point + "' is no HOST:PORT of a Cassandra node");
        }
        String port = parts.group(2);
        return new InetSocketAddress(
                parts.group(1), port == null ? USUAL_PORT : Integer.parseInt(port));
    }

    // The driver itself only warns, and then asks nobody.
    private static void requireDatacenter(
            CqlSession session, List<String> contactPoints, String datacenter) {
        Set<String> centres =
                session.getMetadata().getNodes().values().stream()
                        .map(Node::getDatacenter)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toCollection(TreeSet::new));
        if (!centres.isEmpty() && !centres.contains(datacenter)) {
            session.close();
            throw new ForeignDatacenterException(
                    "the Cassandra at %s is of data centre %s, and data centre %s is meant"
                            .formatted(
                                    String.join(", ", contactPoints),
                                    String.join(", ", centres),
                                    datacenter));
        }
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
                // What has no time of its own is ordered by the servers' clocks: TaskManagers'
                // differ.
                .withClass(
                        DefaultDriverOption.TIMESTAMP_GENERATOR_CLASS,
                        ServerSideTimestampGenerator.class)
                .withInt(DefaultDriverOption.REQUEST_PAGE_SIZE, 20_000)
                .withBoolean(DefaultDriverOption.REQUEST_WARN_IF_SET_KEYSPACE, false);
    }
}
