// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import java.util.List;
import java.util.Optional;
import nightjar.connectors.apdb.ApdbStatus;
import nightjar.connectors.apdb.ApdbUpkeep;
import nightjar.connectors.apdb.CassandraApdb;
import nightjar.connectors.apdb.CassandraSessions;
import nightjar.connectors.apdb.CassandraTrouble;
import nightjar.connectors.apdb.ClaimStore;
import nightjar.connectors.apdb.LineageBook;
import nightjar.connectors.apdb.LineageHolders;
import nightjar.connectors.turns.CassandraTurns;
import nightjar.job.config.ApdbConfig;
import nightjar.job.config.ConfigurationException;
import nightjar.model.port.Apdb;
import nightjar.model.port.Claims;
import nightjar.model.port.Turns;

/** What nightjar keeps in Cassandra, over one session that is opened when it is first needed. */
final class Cassandra implements AutoCloseable {

    private final ApdbConfig config;
    private final Lazy<CqlSession> session = new Lazy<>(this::openSession);

    Cassandra(ApdbConfig config) {
        this.config = config;
    }

    Apdb apdb() {
        return CassandraApdb.connect(session.get(), config.keyspace(), consistency());
    }

    Claims claims(String instrument) {
        return new ClaimStore(session.get(), config.claims(), instrument, consistency());
    }

    LineageBook lineages() {
        return new LineageBook(session.get(), config.claims(), consistency());
    }

    LineageHolders holders() {
        return new LineageHolders(session.get(), config.claims(), consistency());
    }

    /** The newest complete checkpoint of a lineage, as noted. */
    Optional<LineageBook.Note> newestCheckpoint(String lineage) {
        try {
            return lineages().of(lineage);
        } catch (DriverException e) {
            throw new ConfigurationException(
                    "apdb.claims: the newest checkpoint of lineage %s is not to be had: %s"
                            .formatted(lineage, CassandraTrouble.line(e)),
                    e);
        }
    }

    Turns turns(String lineage) {
        return new CassandraTurns(session.get(), config.claims(), lineage, consistency());
    }

    /**
     * Looks whether the APDB that is meant is there and can be used: without it the job would only
     * start over and over.
     *
     * @throws ConfigurationException naming the servers, the data centre and the keyspace
     */
    void require() {
        var place =
                "keyspace %s at %s, data centre %s"
                        .formatted(
                                config.keyspace(),
                                String.join(", ", config.contactPoints()),
                                config.datacenter());
        try (var schema =
                CassandraSessions.openForSchema(
                        config.contactPoints(), config.datacenter(), Places.login(config))) {
            var found = new ApdbUpkeep(schema, config.keyspace()).status();
            var problems =
                    found.fold(ApdbStatus::problems, loss -> List.of(String.valueOf(loss.why())));
            if (!problems.isEmpty()) {
                throw new ConfigurationException(
                        "apdb: %s: %s".formatted(place, String.join("; ", problems)));
            }
        } catch (DriverException e) {
            throw new ConfigurationException(
                    "apdb: %s: %s".formatted(place, CassandraTrouble.line(e)), e);
        }
    }

    private CqlSession openSession() {
        makeClaims();
        return Places.cassandra(config);
    }

    /** Makes nightjar's own keyspace where it is missing. */
    private void makeClaims() {
        try (var schema =
                CassandraSessions.openForSchema(
                        config.contactPoints(), config.datacenter(), Places.login(config))) {
            ClaimStore.create(schema, config.claims(), config.replication());
            schema.execute(CassandraTurns.ddl(config.claims()));
            schema.execute(LineageBook.ddl(config.claims()));
            schema.execute(LineageHolders.ddl(config.claims()));
        }
    }

    private DefaultConsistencyLevel consistency() {
        return DefaultConsistencyLevel.valueOf(config.consistency());
    }

    @Override
    public void close() {
        session.made().ifPresent(CqlSession::close);
    }
}
