// SPDX-License-Identifier: Apache-2.0
package nightjar.job.apdb;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import nightjar.connectors.apdb.ApdbUpkeep;
import nightjar.connectors.apdb.CassandraLogin;
import nightjar.connectors.apdb.CassandraSessions;
import nightjar.connectors.apdb.CassandraTrouble;
import nightjar.connectors.wire.Trust;
import nightjar.job.config.ApdbConfig;
import nightjar.job.config.Configurations;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import picocli.CommandLine.Option;

/** Which APDB is meant: nightjar's configuration tells, or the options do. */
final class ApdbPlace {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "nightjar's configuration, whose apdb: says where; options win over it")
    Optional<Path> config = Optional.empty();

    @Option(
            names = "--at",
            paramLabel = "HOST:PORT",
            description = "a node of Cassandra; may be given several times")
    List<String> at = List.of();

    @Option(
            names = "--datacenter",
            paramLabel = "NAME",
            description = "Cassandra's local data centre (default: datacenter1)")
    Optional<String> datacenter = Optional.empty();

    @Option(names = "--keyspace", paramLabel = "NAME", description = "the APDB's keyspace")
    Optional<String> keyspace = Optional.empty();

    @Option(names = "--user", paramLabel = "ROLE", description = "the role to log in as")
    Optional<String> user = Optional.empty();

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "the file that holds the role's password")
    Optional<String> passwordFile = Optional.empty();

    /** Asks the APDB; a Cassandra that does not answer is a loss. */
    <T> Outcome<T> ask(Function<ApdbUpkeep, Outcome<T>> question) {
        var known = config.map(file -> Configurations.load(file, Map.of()).apdb());
        var nodes = at.isEmpty() ? known.map(ApdbConfig::contactPoints).orElse(List.of()) : at;
        var name = keyspace.or(() -> known.map(ApdbConfig::keyspace)).orElse("");
        if (nodes.isEmpty() || name.isEmpty()) {
            throw new IllegalArgumentException(
                    "which APDB? --config FILE, or --at HOST:PORT and --keyspace NAME");
        }
        ApdbUpkeep.requireName(name);
        var centre = datacenter.or(() -> known.map(ApdbConfig::datacenter)).orElse("datacenter1");
        try (CqlSession session = CassandraSessions.openForSchema(nodes, centre, login(known))) {
            return question.apply(new ApdbUpkeep(session, name));
        } catch (DriverException e) {
            return Outcome.lost(
                    Loss.transientTrouble("no APDB could be asked: " + CassandraTrouble.line(e)));
        }
    }

    private CassandraLogin login(Optional<ApdbConfig> known) {
        return new CassandraLogin(
                user.or(() -> known.map(it -> it.login().user())).orElse(""),
                passwordFile.or(() -> known.map(it -> it.login().passwordFile().file())).orElse(""),
                known.filter(ApdbConfig::tls).map(it -> new Trust(it.authorities())));
    }
}
