// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import nightjar.sandbox.box.Neighbour;
import nightjar.sandbox.box.Observatory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** What makes, changes and drops many tables, on a real Cassandra of one node. */
class ApdbStoriesIT {

    private static final String DATACENTER = "datacenter1";

    private static Observatory observatory;
    private static CqlSession session;

    @BeforeAll
    static void start() throws Exception {
        observatory = Observatory.start(EnumSet.of(Neighbour.CASSANDRA));
        // No waiting for the driver's own picture of the tables.
        session =
                CassandraSessions.openForSchema(
                        List.of(observatory.cassandra().address()), DATACENTER);
    }

    @AfterAll
    static void stop() {
        if (session != null) {
            session.close();
        }
        if (observatory != null) {
            observatory.close();
        }
    }

    /** Changes the schema; a busy machine takes its time for it. */
    static void change(CqlSession session, String ddl) {
        session.execute(SimpleStatement.newInstance(ddl).setTimeout(Duration.ofSeconds(60)));
    }

    @Nested
    class OfUpkeep extends ApdbUpkeepStories {

        @Override
        CqlSession session() {
            return session;
        }
    }

    @Nested
    class OfLayouts extends ApdbLayoutStories {

        @Override
        CqlSession session() {
            return session;
        }
    }

    @Nested
    class OfMetadata extends ApdbMetadataStories {

        @Override
        CqlSession session() {
            return session;
        }
    }

    @Nested
    class OfChanges extends ApdbChangeStories {

        @Override
        CqlSession session() {
            return session;
        }
    }
}
