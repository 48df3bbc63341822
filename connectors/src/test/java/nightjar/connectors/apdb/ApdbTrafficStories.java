// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import static nightjar.connectors.apdb.ApdbContract.done;
import static nightjar.connectors.apdb.ApdbContract.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Apdb;
import nightjar.model.port.Apdb.Prior;
import nightjar.model.sky.Mq3c;
import nightjar.model.sky.SkyPolygon;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of Cassandra, statement by statement, in an APDB of partitions 688 to 693. */
abstract class ApdbTrafficStories {

    /** As dax_apdb counts them: a megabyte of rows. */
    private static final Map<String, Integer> MOST_IN_A_BATCH =
            Map.of(
                    "DiaSource_692", 1289,
                    "DiaObject_692", 1421,
                    "DiaObjectLast", 8621,
                    "DiaForcedSource_692", 6623);

    private final Patch patch = Patch.next();
    private FakeRecordingSession recording;
    private Apdb apdb;

    abstract CqlSession session();

    @BeforeEach
    void connect() throws InterruptedException {
        recording = new FakeRecordingSession(session());
        apdb = CassandraApdb.connect(recording.session(), "apdb", ConsistencyLevel.QUORUM);
        done(apdb.contains(0, 0, soon()));
        recording.forget();
    }

    @Test
    void tablesAreWrittenInUpstreamsOrder() throws Exception {
        done(apdb.write(patch.rows(Patch.STORE), soon()));
        assertThat(recording.tables())
                .containsExactly(
                        "ApdbVisitDetector",
                        "ApdbReplicaChunks",
                        "DiaObjectLastToPartition",
                        "DiaObjectLast",
                        "DiaObject_692",
                        "DiaObjectChunks2",
                        "DiaObjectDedup",
                        "DiaSource_692",
                        "DiaSourceChunks2",
                        "DiaSourceToPartition",
                        "DiaForcedSource_692",
                        "DiaForcedSourceChunks2");
    }

    @Test
    void anEmptyVisitDetectorWritesNothing() throws Exception {
        done(apdb.write(patch.rows(Patch.STORE, List.of(), List.of(), List.of()), soon()));
        assertThat(recording.executed()).isEmpty();
    }

    @Test
    void everyStatementHasTheConsistencyThatIsConfigured() throws Exception {
        for (ConsistencyLevel level :
                List.of(ConsistencyLevel.QUORUM, ConsistencyLevel.LOCAL_QUORUM)) {
            Apdb another = CassandraApdb.connect(recording.session(), "apdb", level);
            recording.forget();
            done(another.write(patch.rows(Patch.STORE), soon()));
            done(another.contains(patch.visit(), Patch.DETECTOR, soon()));
            done(another.prior(patch.corners(), 20, Patch.MIDPOINT, soon()));
            assertThat(recording.executed())
                    .allSatisfy(it -> assertThat(it.getConsistencyLevel()).isEqualTo(level));
        }
    }

    @Test
    void aBatchIsOfOnePartitionAndNoLargerThanUpstreams() throws Exception {
        List<Columns> objects = new ArrayList<>();
        List<Columns> sources = new ArrayList<>();
        List<Columns> forced = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            objects.add(patch.object(i, i * 0.001));
            sources.add(patch.source(i, i, i % 2 == 0 ? i * 0.001 : 300));
            forced.add(patch.forced(i, 0));
        }
        done(apdb.write(patch.rows(Patch.STORE, objects, sources, forced), soon()));

        int batches = 0;
        for (Statement<?> statement : recording.executed()) {
            if (statement instanceof BatchStatement batch) {
                batches++;
                String table = FakeRecordingSession.tableOf(batch);
                assertThat(keys(batch)).as(table).hasSize(1);
                assertThat(batch.size())
                        .as(table)
                        .isLessThanOrEqualTo(MOST_IN_A_BATCH.getOrDefault(table, 65_535));
            }
        }
        // Two pixels of 1500 sources each, 3000 objects in one.
        assertThat(batchesOf("DiaSource_692")).isEqualTo(4);
        assertThat(batchesOf("DiaObject_692")).isEqualTo(3);
        assertThat(batchesOf("DiaObjectLast")).isEqualTo(1);
        assertThat(batches).isGreaterThan(8);
    }

    @Test
    void whatIsNotKnownIsUnsetNeverNull() throws Exception {
        Columns source =
                patch.source(1, 1, 0)
                        .with("snr", Double.NaN)
                        .with("psfFlux", Double.NEGATIVE_INFINITY)
                        .with("apFlux", 1e300);
        done(apdb.write(patch.rows(Patch.STORE, List.of(), List.of(source), List.of()), soon()));
        for (Statement<?> statement : recording.executed()) {
            for (BoundStatement bound : rowsOf(statement)) {
                for (int i = 0; i < bound.size(); i++) {
                    assertThat(bound.isSet(i) && bound.isNull(i))
                            .as("%s, %s", FakeRecordingSession.cql(bound), i)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void anEmptySkyIsOneQuery() throws Exception {
        Prior prior = done(apdb.prior(patch.corners(), 20, Patch.MIDPOINT, soon()));
        assertThat(prior.diaObjects()).isEmpty();
        assertThat(recording.tables()).containsExactly("DiaObjectLast");
        assertThat(pixelsAskedFor(recording.executed().get(0))).isEqualTo(envelope());
    }

    @Test
    void historyIsAskedOfTheTablesOfItsTimeOnly() throws Exception {
        done(apdb.write(patch.rows(Patch.STORE), soon()));
        recording.forget();
        done(apdb.prior(patch.corners(), 20, Patch.MIDPOINT, soon()));

        assertThat(recording.tables())
                .as("twelve months reach back to 680, and there are tables from 688 on")
                .containsExactly(
                        "DiaObjectLast",
                        "DiaSource_688",
                        "DiaSource_689",
                        "DiaSource_690",
                        "DiaSource_691",
                        "DiaSource_692",
                        "DiaForcedSource_688",
                        "DiaForcedSource_689",
                        "DiaForcedSource_690",
                        "DiaForcedSource_691",
                        "DiaForcedSource_692");
        assertThat(recording.executed())
                .hasSize(11)
                .allSatisfy(it -> assertThat(pixelsAskedFor(it)).isEqualTo(envelope()));
    }

    @Test
    void onlyTheHistoryOfObjectsThatWereFoundIsTaken() throws Exception {
        Columns stranger = patch.source(2, 99, 10);
        Columns alone = patch.forced(98, 10);
        done(
                apdb.write(
                        patch.rows(
                                Patch.STORE,
                                List.of(patch.object(1, 0)),
                                List.of(patch.source(1, 1, 0), stranger),
                                List.of(patch.forced(1, 0), alone)),
                        soon()));
        Prior prior = done(apdb.prior(patch.corners(), 20, Patch.MIDPOINT, soon()));
        assertThat(prior.diaSources())
                .extracting(r -> r.whole("diaObjectId", 0))
                .containsExactly(patch.id(1));
        assertThat(prior.diaForcedSources())
                .extracting(r -> r.whole("diaObjectId", 0))
                .containsExactly(patch.id(1));
    }

    @Test
    void theWindowIs360DaysAndItsStartIsOutside() throws Exception {
        double start = Patch.MIDPOINT - 60;
        Columns onTheStart = patch.source(1, 1, 0).with("midpointMjdTai", start);
        Columns after = patch.source(2, 1, 0).with("midpointMjdTai", Math.nextUp(start));
        done(
                apdb.write(
                        patch.rows(
                                Patch.STORE,
                                List.of(patch.object(1, 0)),
                                List.of(onTheStart, after),
                                List.of()),
                        soon()));
        assertThat(done(apdb.prior(patch.corners(), 20, start + 360, soon())).diaSources())
                .extracting(r -> r.whole("diaSourceId", 0))
                .containsExactly(patch.id(2));
    }

    private List<Long> envelope() {
        SkyPolygon region = Corners.polygon(patch.corners()).padded(20);
        List<Long> pixels = new ArrayList<>();
        for (long pixel : new Mq3c(11).envelope(region)) {
            pixels.add(pixel);
        }
        return pixels;
    }

    private static List<Long> pixelsAskedFor(Statement<?> statement) {
        return Optional.ofNullable(((BoundStatement) statement).getList(0, Long.class))
                .orElse(List.of());
    }

    private long batchesOf(String table) {
        return recording.executed().stream()
                .filter(it -> FakeRecordingSession.tableOf(it).equals(table))
                .count();
    }

    private static List<List<Object>> keys(BatchStatement batch) {
        List<Integer> key = rowsOf(batch).get(0).getPreparedStatement().getPartitionKeyIndices();
        return rowsOf(batch).stream()
                .map(row -> key.stream().map(row::getObject).toList())
                .distinct()
                .toList();
    }

    private static List<BoundStatement> rowsOf(Statement<?> statement) {
        if (!(statement instanceof BatchStatement batch)) {
            return List.of((BoundStatement) statement);
        }
        return StreamSupport.stream(batch.spliterator(), false)
                .map(BoundStatement.class::cast)
                .toList();
    }
}
