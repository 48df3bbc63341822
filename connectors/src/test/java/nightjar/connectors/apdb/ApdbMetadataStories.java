// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import static nightjar.connectors.apdb.ApdbContract.done;
import static nightjar.connectors.apdb.ApdbContract.soon;
import static nightjar.connectors.apdb.ApdbStoriesIT.change;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.ids.ReplicaChunk;
import nightjar.model.sky.Mq3c;
import nightjar.model.sky.SkyPosition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An APDB is used as it says of itself that it is, or not at all; on a real Cassandra. */
abstract class ApdbMetadataStories {

    private static final AtomicInteger KEYSPACES = new AtomicInteger();

    private static final ApdbSettings UNUSUAL =
            new ApdbSettings(true, false, 7, 9, true, 10, 5, 2076, 2077);

    private static final ApdbSettings SMALL = ApdbSettings.standard(692, 692);

    private final String keyspace = "metadata_" + KEYSPACES.incrementAndGet();
    private final Patch patch = Patch.next();

    abstract CqlSession session();

    @AfterEach
    void drop() {
        change(session(), "DROP KEYSPACE IF EXISTS " + keyspace);
    }

    @Test
    void pixelsDaysAndPartsAreTheDatabasesOwn() throws Exception {
        ApdbSchema.create(session(), keyspace, 1, UNUSUAL);
        done(apdb().write(patch.rows(Patch.STORE), soon()));

        long pixel = new Mq3c(9).index(new SkyPosition(patch.ra(), patch.dec()));
        assertThat(one("DiaSource_2077").getLong("apdb_part")).isEqualTo(pixel);
        assertThat(one("DiaObjectLast").getLong("apdb_part")).isEqualTo(pixel);
        assertThat(one("DiaSourceChunks2").getInt("apdb_replica_subchunk")).isBetween(0, 6);
        assertThat(one("DiaObjectDedup").getShort("dedup_part")).isBetween((short) 0, (short) 4);
        assertThat(done(apdb().prior(patch.corners(), 20, Patch.MIDPOINT, soon())).diaSources())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    config:apdb-cassandra.json       | {"colour":"red"} | does not know: [colour]
                    config:apdb-cassandra.json       | {"enable_replica":"yes"} | neither true nor false
                    config:apdb-cassandra.json       | oops             | is not JSON
                    config:time-partition-range.json | {"start":9}      | its end is not told
                    config:time-partition-range.json | {"start":1,"end":1} | has no table DiaObject_1
                    version:schema                   | 11.0.0           | and nightjar knows 10.0.0
                    version:ApdbCassandra            | 2.0.0            | and nightjar knows 1.3.0
                    version:ApdbCassandra            | 1.4.0            | and nightjar knows 1.3.0
                    version:ApdbCassandraReplica     | 1.0.0            | migrate it to 1.1.0
                    """)
    void whatNightjarDoesNotUnderstandEndsTheVisitDetector(String name, String value, String why)
            throws Exception {
        ApdbSchema.create(session(), keyspace, 1, SMALL);
        ApdbSchema.keep(session(), keyspace, name, value);

        isFailed(apdb().contains(patch.visit(), Patch.DETECTOR, soon()).asLoss(), why);
        isFailed(apdb().write(patch.rows(Patch.STORE), soon()).asLoss(), why);
        assertThat(TableDump.of(session(), keyspace)).isEmpty();
    }

    @Test
    void withoutFrozenSettingsNothingIsGuessed() throws Exception {
        ApdbSchema.create(session(), keyspace, 1, SMALL);
        session()
                .execute(
                        "DELETE FROM %s.metadata WHERE meta_part = 0 AND name = ?"
                                .formatted(keyspace),
                        FrozenSettings.FROZEN_KEY);
        isFailed(
                apdb().contains(1, 1, soon()).asLoss(), "metadata lack config:apdb-cassandra.json");
    }

    @Test
    void anOlderApdbHasNoDiaObjectDedupAndNeedsNone() throws Exception {
        ApdbSchema.create(session(), keyspace, 1, SMALL);
        change(session(), "DROP TABLE %s.\"DiaObjectDedup\"".formatted(keyspace));
        isFailed(apdb().contains(1, 1, soon()).asLoss(), "it has no table DiaObjectDedup");

        ApdbSchema.keep(session(), keyspace, ApdbVersions.CODE_KEY, "1.2.1");
        done(apdb().write(patch.rows(Patch.STORE), soon()));
        assertThat(one("DiaObjectLast").getInt("nDiaSources")).isEqualTo(1);
        assertThat(done(new ApdbUpkeep(session(), keyspace).status()).problems()).isEmpty();
    }

    @Test
    void anOlderReplicaHasNoUpdateRecordsAndNeedsNone() throws Exception {
        ApdbSchema.create(session(), keyspace, 1, SMALL);
        change(session(), "DROP TABLE %s.\"ApdbUpdateRecordChunks\"".formatted(keyspace));
        ApdbSchema.keep(session(), keyspace, ApdbVersions.REPLICA_KEY, "1.1.0");
        done(apdb().write(patch.rows(Patch.STORE), soon()));
        assertThat(one("DiaSourceChunks2").getLong("apdb_replica_chunk"))
                .isEqualTo(ReplicaChunk.of(Patch.STORE).id());
        assertThat(done(new ApdbUpkeep(session(), keyspace).status()).problems()).isEmpty();
    }

    @Test
    void diaObjectLastMayLackTheValidityStart() throws Exception {
        ApdbSchema.create(session(), keyspace, 1, SMALL);
        var last = "%s.\"DiaObjectLast\"".formatted(keyspace);
        change(session(), "ALTER TABLE " + last + " DROP \"validityStartMjdTai\"");

        done(apdb().write(patch.rows(Patch.STORE), soon()));
        var object = done(apdb().prior(patch.corners(), 20, Patch.MIDPOINT, soon())).diaObjects();
        assertThat(object)
                .singleElement()
                .satisfies(it -> assertThat(it.has("validityStartMjdTai")).isFalse())
                .satisfies(it -> assertThat(it.whole("nDiaSources", 0)).isEqualTo(1));
    }

    @Test
    void aColumnMoreIsReadAndOneOfAnUnknownTypeRefused() throws Exception {
        ApdbSchema.create(session(), keyspace, 1, SMALL);
        var sources = "ALTER TABLE %s.\"DiaSource_692\" ADD ".formatted(keyspace);
        change(session(), sources + "\"noColumnOfTheDatabase\" float");
        done(apdb().write(patch.rows(Patch.STORE), soon()));
        assertThat(done(apdb().prior(patch.corners(), 20, Patch.MIDPOINT, soon())).diaSources())
                .singleElement()
                .satisfies(it -> assertThat(it.number("noColumnOfTheDatabase")).isEqualTo(1));

        change(session(), sources + "\"origin\" inet");
        isFailed(
                apdb().contains(1, 1, soon()).asLoss(),
                "its DiaSource_692.origin is of type inet, which nightjar cannot write");
    }

    private static void isFailed(Optional<Loss> loss, String why) {
        assertThat(loss.map(Loss::ending)).contains(Ending.FAILED);
        assertThat(loss.map(Loss::cause)).contains(Cause.NON_RETRIABLE);
        assertThat(loss.map(Loss::why).orElse("")).startsWith("APDB metadata_").contains(why);
    }

    private Row one(String table) {
        var rows = session().execute("SELECT * FROM %s.\"%s\"".formatted(keyspace, table)).all();
        assertThat(rows).as(table).hasSize(1);
        return rows.get(0);
    }

    private CassandraApdb apdb() {
        return CassandraApdb.connect(session(), keyspace, ConsistencyLevel.QUORUM);
    }
}
