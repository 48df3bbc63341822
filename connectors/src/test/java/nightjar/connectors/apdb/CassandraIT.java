// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import nightjar.connectors.turns.CassandraTurns;
import nightjar.connectors.turns.TurnsContract;
import nightjar.model.Cause;
import nightjar.model.Loss;
import nightjar.model.Stored;
import nightjar.model.ids.ReplicaChunk;
import nightjar.model.port.Apdb;
import nightjar.model.port.Apdb.Rows;
import nightjar.model.port.Claims;
import nightjar.model.port.Claims.Claim;
import nightjar.model.port.Deadline;
import nightjar.model.port.Turns;
import nightjar.sandbox.box.Neighbour;
import nightjar.sandbox.box.Observatory;
import nightjar.sandbox.box.Options;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contracts on a real Cassandra of one node, and what only a database shows. */
class CassandraIT {

    private static final String DATACENTER = "datacenter1";
    private static final ApdbSettings SETTINGS = ApdbSettings.standard(688, 693);

    /** dax_apdb's own default: no tables by time, no replica. */
    private static final ApdbSettings IN_ONE_TABLE =
            new ApdbSettings(false, false, 64, 11, false, 30, 64, 0, 0);

    private static Observatory observatory;
    private static CqlSession session;

    @BeforeAll
    static void start() throws Exception {
        // On a busy machine a polite stop ends in a kill: the schema must be on disk by then.
        var options = Options.forTests().with(Options.Wish.CRASH_SAFE_SCHEMA);
        observatory = Observatory.start(EnumSet.of(Neighbour.CASSANDRA), options, line -> {});
        List<String> address = List.of(observatory.cassandra().address());
        try (CqlSession schema = CassandraSessions.openForSchema(address, DATACENTER)) {
            ApdbSchema.create(schema, "apdb", 1, SETTINGS);
            ApdbSchema.create(schema, "small", 1, IN_ONE_TABLE);
            ClaimStore.create(schema, "nightjar", 1);
            schema.execute(CassandraTurns.ddl("nightjar"));
            schema.execute(LineageBook.ddl("nightjar"));
            schema.execute(LineageHolders.ddl("nightjar"));
        }
        session = CassandraSessions.open(address, DATACENTER, List.of("apdb", "small", "nightjar"));
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

    @Test
    void aLineagesNewestCheckpointIsTheOneNotedLast() {
        var book = new LineageBook(session, "nightjar", ConsistencyLevel.QUORUM);
        assertThat(book.of("lsstcam")).isEmpty();

        book.completed("lsstcam", 7);
        book.completed("latiss", 3);
        book.completed("lsstcam", 8);

        assertThat(book.of("lsstcam")).contains(new LineageBook.Note(8, 0));
        long before = System.currentTimeMillis();
        book.begun("lsstcam");
        assertThat(book.of("lsstcam"))
                .hasValueSatisfying(
                        note -> {
                            assertThat(note.checkpoint()).isZero();
                            assertThat(note.begunMillis()).isGreaterThanOrEqualTo(before - 1000);
                        });
        assertThat(new LineageBook(session, "apdb", ConsistencyLevel.QUORUM).of("lsstcam"))
                .as("a keyspace without book")
                .isEmpty();
    }

    @Test
    void aLineagesHoldersAreToldInTheOrderInWhichTheyTookIt() {
        var holders = new LineageHolders(session, "nightjar", ConsistencyLevel.QUORUM);
        assertThat(holders.of("lsstcam")).isEmpty();

        holders.take("lsstcam", "blue", 0);
        holders.take("latiss", "other", 1);
        holders.take("lsstcam", "green", 17);

        var both = holders.of("lsstcam");
        assertThat(both).extracting(LineageHolders.Holder::job).containsExactly("blue", "green");
        assertThat(both.get(1).sinceMillis()).isEqualTo(17);
        assertThat(both).noneMatch(LineageHolders.Holder::hasEnded);

        holders.end("lsstcam", both.get(0));
        assertThat(holders.of("lsstcam"))
                .extracting(LineageHolders.Holder::hasEnded)
                .containsExactly(true, false);
        holders.resume("lsstcam", both.get(0));
        assertThat(holders.of("lsstcam")).isEqualTo(both);
    }

    @Test
    void anotherCamerasClaimOfTheSameNumbersIsNotInTheWay() throws Exception {
        var ours = new ClaimStore(session, "nightjar", "LSSTCam", ConsistencyLevel.QUORUM);
        var theirs = new ClaimStore(session, "nightjar", "LATISS", ConsistencyLevel.QUORUM);
        var plan = new Stored("file:///p", "aa", 1);
        var first = new Claim(2026112100001L, 0, "lsstcam", 61_365.1, plan, false);
        var second = new Claim(2026112100001L, 0, "latiss", 61_365.1, plan, false);

        assertThat(ours.claim(first, ApdbContract.soon()).asValue()).contains(first);
        assertThat(theirs.claim(second, ApdbContract.soon()).asValue()).contains(second);
    }

    @Nested
    class OfTraffic extends ApdbTrafficStories {

        @Override
        CqlSession session() {
            return session;
        }
    }

    @Nested
    class OfTurns extends TurnsContract {

        private final Turns turns = of("night");

        private Turns of(String lineage) {
            return new CassandraTurns(session, "nightjar", lineage, ConsistencyLevel.QUORUM);
        }

        @Override
        protected Turns turns() {
            return turns;
        }

        @Test
        void whoHasLostAClaimDoesNotFreeWhatTheOtherLineageStillHolds() throws Exception {
            var rival = of("rival");
            var earlier = at(0, 4, 10);
            var later = at(1, 4, 10.05);
            for (var lineage : List.of(turns, rival)) {
                ApdbContract.done(lineage.enter(earlier, ApdbContract.soon()));
                ApdbContract.done(lineage.enter(later, ApdbContract.soon()));
            }
            assertThat(mustWaitFor(earlier)).as("the claim decides whose it is").isEmpty();
            assertThat(ApdbContract.done(rival.take(earlier, ApdbContract.soon()))).isEmpty();

            ApdbContract.done(rival.leave(earlier, ApdbContract.soon()));
            assertThat(ApdbContract.done(rival.take(later, ApdbContract.soon()))).contains(earlier);

            ApdbContract.done(turns.leave(earlier, ApdbContract.soon()));
            assertThat(ApdbContract.done(rival.take(later, ApdbContract.soon()))).isEmpty();
        }
    }

    @Nested
    class OfClaims extends ClaimsContract {

        private final Claims claims =
                new ClaimStore(session, "nightjar", "LSSTCam", ConsistencyLevel.QUORUM);

        @Override
        Claims claims() {
            return claims;
        }

        @Test
        void aLostAnswerIsNotALostClaim() throws Exception {
            FakeLostAnswers lossy = new FakeLostAnswers(session);
            Claims unlucky =
                    new ClaimStore(lossy.session(), "nightjar", "LSSTCam", ConsistencyLevel.QUORUM);
            lossy.loseNext(1);
            Claim ours = claim("night", "aa");
            assertThat(ApdbContract.done(unlucky.claim(ours, ApdbContract.soon()))).isEqualTo(ours);
            lossy.loseNext(1);
            assertThat(ApdbContract.done(unlucky.commit(ours, ApdbContract.soon())).committed())
                    .isTrue();
        }

        @Test
        void whenNothingAnswersTheClaimIsUnknownAndMayBeTriedAgain() throws Exception {
            FakeLostAnswers lossy = new FakeLostAnswers(session);
            Claims unlucky =
                    new ClaimStore(lossy.session(), "nightjar", "LSSTCam", ConsistencyLevel.QUORUM);
            lossy.loseNext(2);
            Claim ours = claim("night", "aa");
            assertThat(unlucky.claim(ours, ApdbContract.soon()).asLoss().map(Loss::cause))
                    .contains(Cause.TRANSIENT);
            assertThat(ApdbContract.done(unlucky.claim(ours, ApdbContract.soon()))).isEqualTo(ours);
        }
    }

    @Nested
    class OfAnApdbInOneTable extends ApdbContract {

        private final Apdb apdb = CassandraApdb.connect(session, "small", ConsistencyLevel.QUORUM);

        @Override
        Apdb apdb() {
            return apdb;
        }
    }

    @Nested
    class OfTheApdb extends ApdbContract {

        private final Apdb apdb = CassandraApdb.connect(session, "apdb", ConsistencyLevel.QUORUM);

        @Override
        Apdb apdb() {
            return apdb;
        }

        @Test
        void everyTableThatUpstreamFillsIsFilled() throws Exception {
            store(STORE, List.of(object(1, 0)), List.of(source(1, 1, 0)), List.of(forced(1, 0)));
            String object = " WHERE \"diaObjectId\" = " + id(1) + " ALLOW FILTERING";
            String source = " WHERE \"diaSourceId\" = " + id(1) + " ALLOW FILTERING";
            assertThat(one("DiaObject_692", object).getFloat("r_psfFluxMean")).isEqualTo(1234.5f);
            assertThat(one("DiaObjectChunks2", object).getDouble("validityStartMjdTai"))
                    .isEqualTo(STORE);
            assertThat(one("DiaObjectDedup", object).getInt("nDiaSources")).isEqualTo(1);
            assertThat(one("DiaObjectLastToPartition", object).getLong("apdb_part")).isPositive();
            assertThat(one("DiaForcedSource_692", object).getFloat("psfFlux")).isEqualTo(900);
            assertThat(one("DiaForcedSourceChunks2", object).getLong("visit")).isEqualTo(visit);
            Row copy = one("DiaSourceChunks2", source);
            Row place = one("DiaSourceToPartition", source);
            assertThat(place.getInt("apdb_time_part")).isEqualTo(692);
            assertThat(place.getInt("apdb_replica_subchunk"))
                    .isEqualTo(copy.getInt("apdb_replica_subchunk"));
            long chunk = copy.getLong("apdb_replica_chunk");
            assertThat(chunk % 600).isZero();
            Row chunkRow =
                    one(
                            "ApdbReplicaChunks",
                            " WHERE partition = 0 AND apdb_replica_chunk = " + chunk);
            assertThat(chunkRow.getBoolean("has_subchunks")).isTrue();
            assertThat(chunkRow.getUuid("unique_id")).isNotNull();
        }

        @Test
        void everyCellCarriesTheStoreTime() throws Exception {
            store(STORE, List.of(object(1, 0)), List.of(source(1, 1, 0)), List.of());
            Row row =
                    session.execute(
                                    "SELECT WRITETIME(snr) AS at, WRITETIME(\"trailFlux\") AS none"
                                            + " FROM apdb.\"DiaSource_692\" WHERE \"diaSourceId\" ="
                                            + id(1)
                                            + " ALLOW FILTERING")
                            .one();
            assertThat(row).isNotNull();
            assertThat(row.getLong("at")).isEqualTo(StoreTime.micros(STORE));
            assertThat(row.isNull("none")).as("no tombstone for a missing value").isTrue();
        }

        @Test
        void theGhostOfADeletedObjectIsNotRead() throws Exception {
            store(STORE, List.of(object(1, 0)), List.of(source(1, 1, 0)), List.of());
            Row place = one("DiaObjectLastToPartition", " WHERE \"diaObjectId\" = " + id(1));
            session.execute(
                    "UPDATE apdb.\"DiaObjectLast\" SET \"nDiaSources\" = 3 WHERE apdb_part = ?"
                            + " AND \"diaObjectId\" = ?",
                    place.getLong("apdb_part"),
                    id(2));
            assertThat(prior(MIDPOINT + 1).diaObjects())
                    .extracting(o -> o.whole("diaObjectId", 0))
                    .containsExactly(id(1));
        }

        @Test
        void aLateCommitIsNoticedByTheReplicasReader() throws Exception {
            store(STORE, List.of(object(1, 0)), List.of(source(1, 1, 0)), List.of());
            Row after = chunkOf(STORE);
            lookAgain();
            store(STORE - 1e-4, List.of(object(2, 0)), List.of(source(2, 2, 0)), List.of());
            assertThat(chunkOf(STORE - 1e-4).getUuid("unique_id"))
                    .as("the chunk looks different from what was copied")
                    .isNotEqualTo(after.getUuid("unique_id"));
        }

        private Row chunkOf(double storeTime) {
            return one(
                    "ApdbReplicaChunks",
                    " WHERE partition = 0 AND apdb_replica_chunk = "
                            + ReplicaChunk.of(storeTime).id());
        }

        @Test
        void aTimeWithoutTablesIsRefusedBeforeAnythingIsWritten() throws Exception {
            Rows rows =
                    new Rows(
                            visit,
                            DETECTOR,
                            STORE,
                            List.of(object(1, 0)),
                            List.of(source(1, 1, 0).with("midpointMjdTai", 70000.0)),
                            List.of());
            assertThat(apdb.write(rows, soon()).asLoss().map(Loss::why).orElse(""))
                    .contains("no tables for time partition 980");
            assertThat(done(apdb.contains(visit, DETECTOR, soon()))).isFalse();
        }

        @Test
        void aForeignVersionIsRefused() throws Exception {
            ApdbSchemaFixture.withVersion(
                    session,
                    "11.0.0",
                    () -> {
                        Apdb later =
                                CassandraApdb.connect(session, "apdb", ConsistencyLevel.QUORUM);
                        Loss loss = later.contains(visit, DETECTOR, soon()).asLoss().orElseThrow();
                        assertThat(loss.why()).contains("version:schema is 11.0.0");
                        assertThat(loss.cause()).isEqualTo(Cause.NON_RETRIABLE);
                        ApdbSchemaFixture.setVersion(session, CatalogueTables.VERSION);
                        assertThat(later.contains(visit, DETECTOR, soon()).isDone())
                                .as("asks again, for it may have been migrated")
                                .isTrue();
                    });
        }

        @Test
        void anAbsentKeyspaceIsALossNotACrash() throws Exception {
            Apdb nowhere = CassandraApdb.connect(session, "nowhere", ConsistencyLevel.QUORUM);
            assertThat(nowhere.contains(visit, DETECTOR, soon()).asLoss().map(Loss::cause))
                    .contains(Cause.NON_RETRIABLE);
        }

        @Test
        void aDatabaseThatIsGoneIsTransientAndComesBack() throws Exception {
            store(STORE, List.of(object(1, 0)), List.of(source(1, 1, 0)), List.of());
            observatory.stop(Neighbour.CASSANDRA);
            try {
                assertThat(apdb.contains(visit, DETECTOR, soon()).asLoss().map(Loss::cause))
                        .contains(Cause.TRANSIENT);
            } finally {
                observatory.start(Neighbour.CASSANDRA);
            }
            Deadline patience = Deadline.in(Duration.ofSeconds(60));
            while (!apdb.contains(visit, DETECTOR, soon()).isDone() && !patience.passed()) {
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
            assertThat(prior(MIDPOINT + 1).diaSources()).hasSize(1);
        }

        private static Row one(String table, String where) {
            List<Row> rows = session.execute("SELECT * FROM apdb.\"" + table + "\"" + where).all();
            assertThat(rows).as(table).hasSize(1);
            return rows.get(0);
        }
    }
}
