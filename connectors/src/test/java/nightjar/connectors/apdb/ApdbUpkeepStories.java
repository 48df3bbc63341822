// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import static nightjar.connectors.apdb.ApdbStoriesIT.change;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import java.util.concurrent.atomic.AtomicInteger;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.ids.TimePartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What operators do to an APDB, on a real Cassandra; each test in a keyspace of its own. */
abstract class ApdbUpkeepStories {

    private static final AtomicInteger KEYSPACES = new AtomicInteger();

    private static final ApdbSettings SMALL = ApdbSettings.standard(690, 691);

    private final String keyspace = "upkeep_" + KEYSPACES.incrementAndGet();
    private final ApdbUpkeep upkeep = new ApdbUpkeep(session(), keyspace);

    abstract CqlSession session();

    @AfterEach
    void drop() {
        change(session(), "DROP KEYSPACE IF EXISTS " + keyspace);
    }

    @Test
    void whatIsMadeIsUsable() {
        var made = done(upkeep.create(1, SMALL));
        assertThat(made.problems()).isEmpty();
        assertThat(made.settings()).contains(SMALL);
        assertThat(made.versions()).containsEntry("version:schema", CatalogueTables.VERSION);
        assertThat(made.replication()).containsEntry("datacenter1", "1");
        assertThat(done(upkeep.status())).isEqualTo(made);
    }

    @Test
    void copiesNeedAsManyNodes() {
        assertThat(refusal(upkeep.create(3, SMALL)))
                .contains("3 copies of each row need as many nodes")
                .contains("data centre datacenter1 has 1");
        assertThat(refusal(upkeep.create(0, SMALL))).contains("0 copies of each row are none");
        assertThat(done(upkeep.status()).problems()).singleElement().asString().contains("no such");
    }

    @Test
    void whatAnotherVersionBeganIsLeftToIt() {
        done(upkeep.create(1, SMALL));
        session()
                .execute(
                        "DELETE FROM %s.metadata WHERE meta_part = 0 AND name = ?"
                                .formatted(keyspace),
                        FrozenSettings.RANGE_KEY);
        ApdbSchema.keep(session(), keyspace, ApdbVersions.CODE_KEY, "1.2.0");
        assertThat(refusal(upkeep.create(1, SMALL)))
                .contains("broken off by another version (version:ApdbCassandra 1.2.0)");
    }

    @Test
    void anApdbOfNativePartitionsIsWholeWithoutARangeOfThem() {
        var nativeOnes = new ApdbSettings(false, false, 64, 10, false, 30, 64, 0, 0);
        var made = done(upkeep.create(1, nativeOnes));
        assertThat(made.settings()).contains(nativeOnes);
        assertThat(refusal(upkeep.create(1, SMALL))).contains("is an APDB already");
        assertThat(done(upkeep.status())).isEqualTo(made);
    }

    @Test
    void noSecondApdbIsMadeOverTheFirst() {
        done(upkeep.create(1, SMALL));
        assertThat(refusal(upkeep.create(1, ApdbSettings.standard(690, 692))))
                .contains("is an APDB already, of schema 10.0.0; nothing was changed");
        assertThat(done(upkeep.status()).settings()).contains(SMALL);
    }

    @Test
    void noApdbIsMadeAmongOtherTables() {
        change(
                session(),
                "CREATE KEYSPACE "
                        + keyspace
                        + " WITH replication = {'class': 'NetworkTopologyStrategy',"
                        + " 'replication_factor': 1}");
        change(session(), "CREATE TABLE " + keyspace + ".weather (day int PRIMARY KEY)");
        assertThat(refusal(upkeep.create(1, SMALL)))
                .contains("tables that are not this APDB's (weather)");
    }

    @Test
    void makingThatWasBrokenOffIsToldAndGoneOnWith() {
        done(upkeep.create(1, SMALL));
        change(session(), "TRUNCATE " + keyspace + ".metadata");
        change(session(), "DROP TABLE " + keyspace + ".\"DiaForcedSourceChunks2\"");
        ApdbSchema.keep(session(), keyspace, ApdbVersions.SCHEMA_KEY, CatalogueTables.VERSION);
        assertThat(done(upkeep.status()).problems())
                .singleElement()
                .asString()
                .contains("its making was broken off");
        assertThat(done(upkeep.create(1, SMALL)).problems()).isEmpty();
    }

    @Test
    void absenceOfKeyspaceAndApdbAreTold() {
        assertThat(done(upkeep.status()).problems())
                .containsExactly("there is no such keyspace; ./nightjar apdb create makes one");
        assertThat(refusal(upkeep.extend(61_300, 61_400))).contains("no such keyspace");
    }

    @Test
    void moreTimeIsTablesFirstThenARangeThatPromisesThem() {
        done(upkeep.create(1, SMALL));
        var more = done(upkeep.extend(start(689), start(693)));
        assertThat(more.settings()).contains(SMALL.within(689, 693));
        assertThat(more.problems()).as("every table that the range promises").isEmpty();
        assertThat(done(upkeep.extend(start(691), start(691))).settings())
                .as("nothing is taken away")
                .contains(SMALL.within(689, 693));
    }

    @Test
    void aSlipOfTheKeyboardIsRefused() {
        done(upkeep.create(1, SMALL));
        assertThat(refusal(upkeep.extend(start(690), start(9000)))).contains("are more than 1000");
        assertThat(done(upkeep.status()).settings()).contains(SMALL);
    }

    @Test
    void oldTimesGoButNotThoseThatAlertsTellOf() {
        done(upkeep.create(1, SMALL));
        double now = start(692);
        assertThat(refusal(upkeep.drop(start(691), now))).contains("older than 390 days");
        var later = start(691) + 391;
        var left = done(upkeep.drop(start(691), later));
        assertThat(left.settings()).contains(SMALL.within(691, 691));
        assertThat(left.problems()).isEmpty();
        assertThat(ApdbInventory.of(session(), keyspace).tables())
                .doesNotContain("DiaSource_690", "DiaObject_690", "DiaForcedSource_690");
        assertThat(refusal(upkeep.drop(start(692), later + 30))).contains("no table would be left");
    }

    @Test
    void anApdbThatWasNeverPartitionedCannotBe() {
        done(upkeep.create(1, new ApdbSettings(false, false, 64, 11, false, 30, 64, 0, 0)));
        assertThat(refusal(upkeep.extend(61_300, 61_400))).contains("nothing to partition");
    }

    @Test
    void aNewerApdbAndOneThatLacksATableAreToldAndLeftAlone() {
        done(upkeep.create(1, SMALL));
        change(session(), "DROP TABLE " + keyspace + ".\"DiaSource_691\"");
        assertThat(done(upkeep.status()).problems())
                .containsExactly("it lacks 1 table, DiaSource_691 first");
        ApdbSchema.keep(session(), keyspace, ApdbVersions.SCHEMA_KEY, "11.0.0");
        assertThat(refusal(upkeep.extend(start(690), start(693))))
                .contains("version:schema is 11.0.0, and nightjar knows 10.0.0");
    }

    private static double start(int partition) {
        return TimePartition.startMjdTai(partition, 30);
    }

    private static <T> T done(Outcome<T> outcome) {
        return outcome.fold(
                it -> it,
                loss -> {
                    throw new AssertionError(loss.why());
                });
    }

    private static String refusal(Outcome<?> outcome) {
        return outcome.asLoss().map(Loss::why).orElse("it was done");
    }
}
