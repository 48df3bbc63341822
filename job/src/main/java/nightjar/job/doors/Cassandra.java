// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import nightjar.connectors.apdb.CassandraApdb;
import nightjar.connectors.apdb.CassandraSessions;
import nightjar.connectors.apdb.ClaimStore;
import nightjar.connectors.turns.CassandraTurns;
import nightjar.job.config.ApdbConfig;
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

    Turns turns() {
        return new CassandraTurns(session.get(), config.claims(), consistency());
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
