// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import static nightjar.connectors.apdb.ApdbContract.done;
import static nightjar.connectors.apdb.ApdbContract.soon;
import static nightjar.connectors.apdb.ApdbStoriesIT.change;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.catalog.Columns;
import nightjar.model.ids.TimePartition;
import nightjar.model.port.Apdb.Rows;
import nightjar.model.sky.Mq3c;
import nightjar.model.sky.SkyPosition;
import nightjar.model.time.Tai;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects that move and time that goes on, on a real Cassandra. */
abstract class ApdbChangeStories {

    private static final AtomicInteger KEYSPACES = new AtomicInteger();

    private static final ApdbSettings SETTINGS = ApdbSettings.standard(691, 692);

    private final String keyspace = "change_" + KEYSPACES.incrementAndGet();
    private final Patch patch = Patch.next();
    private CassandraApdb apdb;

    abstract CqlSession session();

    @AfterEach
    void drop() {
        change(session(), "DROP KEYSPACE IF EXISTS " + keyspace);
    }

    @BeforeEach
    void make() {
        ApdbSchema.create(session(), keyspace, 1, SETTINGS);
        apdb = CassandraApdb.connect(session(), keyspace, ConsistencyLevel.QUORUM);
    }

    @Test
    void anObjectThatMovesLeavesItsOldPixel() throws Exception {
        done(apdb.write(patch.rows(Patch.STORE), soon()));
        assertThat(pixelsOfTheObject()).containsExactly(pixel(0));

        // Back and forth, and each visit-detector committed twice, as after a restore.
        for (double north : List.of(400.0, 0.0, 400.0)) {
            var moved = moved(north, Patch.STORE + 0.01 + north * 1e-5);
            done(apdb.write(moved, soon()));
            done(apdb.write(moved, soon()));
        }
        done(apdb.write(patch.rows(Patch.STORE), soon()));
        assertThat(pixelsOfTheObject()).containsExactly(pixel(400));
        assertThat(one("DiaObjectLastToPartition").getLong("apdb_part")).isEqualTo(pixel(400));
        assertThat(all("DiaObject_692"))
                .as("every version stays in its own pixel")
                .extracting(it -> it.getLong("apdb_part"))
                .containsOnly(pixel(0), pixel(400));
    }

    @Test
    void aStoreTimeWithoutTablesEndsTheVisitDetectorWithWhatToDo() throws Exception {
        var late = patch.rows(start(693) + 1);
        var loss = apdb.write(late, soon()).asLoss();
        assertThat(loss.map(Loss::ending)).contains(Ending.FAILED);
        assertThat(loss.map(Loss::why).orElse(""))
                .contains("no tables for time partition 693", "tables are of 691 to 692")
                .contains("./nightjar apdb partition makes them");
        assertThat(TableDump.of(session(), keyspace)).isEmpty();
    }

    @Test
    void moreTimeIsNoticedByAJobThatRuns() throws Exception {
        var other = CassandraApdb.connect(session(), keyspace, ConsistencyLevel.QUORUM);
        done(apdb.contains(1, 1, soon()));
        done(other.contains(1, 1, soon()));
        done(new ApdbUpkeep(session(), keyspace).extend(start(693), start(694)));

        double midpoint = start(693) + 0.1;
        Columns source = patch.source(1, 1, 0).with("midpointMjdTai", midpoint);
        done(
                apdb.write(
                        patch.rows(
                                midpoint + 0.1,
                                List.of(patch.object(1, 0)),
                                List.of(source),
                                List.of()),
                        soon()));
        assertThat(done(other.prior(patch.corners(), 20, midpoint + 1, soon())).diaSources())
                .as("history in a table that the reader had not heard of")
                .hasSize(1);
    }

    @Test
    void lessTimeIsNoticedToo() throws Exception {
        done(apdb.write(patch.rows(Patch.STORE), soon()));
        done(new ApdbUpkeep(session(), keyspace).drop(start(692), start(692) + 400));
        assertThat(done(apdb.prior(patch.corners(), 20, Patch.MIDPOINT, soon())).diaSources())
                .hasSize(1);
    }

    @Test
    void theLastTimePartitionIsWarnedOfOnce() throws Exception {
        try (var heard = HeardLog.of(CassandraApdb.class)) {
            done(apdb.write(patch.rows(start(691) + 1), soon()));
            assertThat(heard.lines()).isEmpty();
            done(apdb.write(patch.rows(Patch.STORE), soon()));
            done(apdb.write(patch.rows(Patch.STORE), soon()));
            assertThat(heard.lines())
                    .singleElement()
                    .asString()
                    .contains("APDB " + keyspace, "the last time partition there is, 692")
                    .contains("./nightjar apdb partition");
        }
    }

    @Test
    void replicaChunksAreOfTenMinutesAndTellOfSubChunks() throws Exception {
        double minute = 1 / 1440.0;
        for (double later : List.of(0.0, 11 * minute)) {
            done(apdb.write(patch.again().rows(Patch.STORE + later), soon()));
        }
        var chunks = all("ApdbReplicaChunks");
        // Seconds of TAI since 1970: they do not jump with UTC.
        long first = (long) ((Patch.STORE - Tai.MJD_1970) * 1440) / 10 * 600;
        assertThat(chunks)
                .extracting(it -> it.getLong("apdb_replica_chunk"))
                .containsExactly(first, first + 600);
        assertThat(chunks)
                .allSatisfy(it -> assertThat(it.getInt("partition")).isZero())
                .allSatisfy(it -> assertThat(it.getBoolean("has_subchunks")).isTrue())
                .allSatisfy(it -> assertThat(it.getInstant("last_update_time")).isAfter(recent()));
        assertThat(all("DiaSourceChunks2"))
                .extracting(it -> it.getLong("apdb_replica_chunk"))
                .containsExactlyInAnyOrder(first, first + 600);
    }

    private static Instant recent() {
        return Instant.now().minusSeconds(600);
    }

    private Rows moved(double north, double storeTime) {
        Columns object = patch.object(1, north).with("nDiaSources", 2);
        return patch.rows(storeTime, List.of(object), List.of(), List.of());
    }

    private long pixel(double north) {
        return new Mq3c(11).index(new SkyPosition(patch.ra(), patch.dec() + north / 3600));
    }

    private List<Long> pixelsOfTheObject() {
        return all("DiaObjectLast").stream().map(it -> it.getLong("apdb_part")).toList();
    }

    private Row one(String table) {
        assertThat(all(table)).as(table).hasSize(1);
        return all(table).get(0);
    }

    private List<Row> all(String table) {
        return session().execute("SELECT * FROM %s.\"%s\"".formatted(keyspace, table)).all();
    }

    private static double start(int partition) {
        return TimePartition.startMjdTai(partition, 30);
    }
}
