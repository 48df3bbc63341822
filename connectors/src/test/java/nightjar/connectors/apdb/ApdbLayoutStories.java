// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import static nightjar.connectors.apdb.ApdbContract.done;
import static nightjar.connectors.apdb.ApdbContract.soon;
import static nightjar.connectors.apdb.ApdbStoriesIT.change;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nightjar.model.ids.ReplicaChunk;
import nightjar.model.port.Apdb;
import nightjar.model.port.Apdb.Prior;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every layout that dax_apdb makes, on a real Cassandra, each in a keyspace of its own. */
abstract class ApdbLayoutStories {

    /** Tables by time or native partitions; without and with a replica, and its variant. */
    enum Layout {
        BY_TIME(true, false, false),
        BY_TIME_WITH_REPLICA(true, true, false),
        BY_TIME_OBJECTS_IN_REPLICA_ONLY(true, true, true),
        NATIVE(false, false, false),
        NATIVE_WITH_REPLICA(false, true, false),
        NATIVE_OBJECTS_IN_REPLICA_ONLY(false, true, true);

        private final boolean byTime;
        private final boolean replica;
        private final boolean skipsObjects;

        Layout(boolean byTime, boolean replica, boolean skipsObjects) {
            this.byTime = byTime;
            this.replica = replica;
            this.skipsObjects = skipsObjects;
        }

        ApdbSettings settings() {
            int first = byTime ? 691 : 0;
            int last = byTime ? 692 : 0;
            return new ApdbSettings(replica, skipsObjects, 64, 11, byTime, 30, 64, first, last);
        }

        String keyspace() {
            return "layout_" + name().toLowerCase(Locale.ROOT);
        }

        Set<String> filled() {
            Set<String> tables =
                    new TreeSet<>(
                            List.of(
                                    "ApdbVisitDetector",
                                    "DiaObjectLast",
                                    "DiaObjectLastToPartition",
                                    "DiaObjectDedup",
                                    "DiaSourceToPartition"));
            String partition = byTime ? "_692" : "";
            tables.add("DiaSource" + partition);
            tables.add("DiaForcedSource" + partition);
            if (!skipsObjects) {
                tables.add("DiaObject" + partition);
            }
            if (replica) {
                tables.addAll(List.of("ApdbReplicaChunks", "DiaObjectChunks2"));
                tables.addAll(List.of("DiaSourceChunks2", "DiaForcedSourceChunks2"));
            }
            return tables;
        }
    }

    abstract CqlSession session();

    @ParameterizedTest
    @EnumSource
    void rowsAreWhereTheLayoutHasThemAndWritingAgainTouchesNoCell(Layout layout) throws Exception {
        var patch = Patch.next();
        var apdb = made(layout);

        done(apdb.write(patch.rows(Patch.STORE), soon()));
        var once = TableDump.of(session(), layout.keyspace());
        assertThat(once.keySet()).isEqualTo(layout.filled());
        assertThat(once).allSatisfy((table, rows) -> assertThat(rows).as(table).hasSize(1));

        done(apdb.write(patch.rows(Patch.STORE), soon()));
        done(made(layout).write(patch.rows(Patch.STORE), soon()));
        assertThat(withoutChunks(TableDump.of(session(), layout.keyspace())))
                .isEqualTo(withoutChunks(once));
        isReadBack(apdb, patch);
        isInItsChunk(layout);
        change(session(), "DROP KEYSPACE " + layout.keyspace());
    }

    private static void isReadBack(Apdb apdb, Patch patch) throws InterruptedException {
        Prior prior = done(apdb.prior(patch.corners(), 20, Patch.MIDPOINT + 1, soon()));
        assertThat(prior.diaObjects())
                .extracting(r -> r.whole("diaObjectId", 0))
                .containsExactly(patch.id(1));
        assertThat(prior.diaSources())
                .extracting(r -> r.whole("diaSourceId", 0))
                .containsExactly(patch.id(1));
        assertThat(prior.diaForcedSources())
                .extracting(r -> r.whole("visit", 0))
                .containsExactly(patch.visit());
        assertThat(done(apdb.contains(patch.visit(), Patch.DETECTOR, soon()))).isTrue();
    }

    private void isInItsChunk(Layout layout) {
        var select =
                "SELECT apdb_time_part, apdb_replica_chunk, apdb_replica_subchunk FROM %s."
                        + "\"DiaSourceToPartition\"";
        var row = session().execute(select.formatted(layout.keyspace())).one();
        assertThat(row).isNotNull();
        assertThat(row.getInt("apdb_time_part")).isEqualTo(692);
        assertThat(row.isNull("apdb_replica_subchunk")).isEqualTo(!layout.replica);
        if (layout.replica) {
            assertThat(row.getLong("apdb_replica_chunk"))
                    .isEqualTo(ReplicaChunk.of(Patch.STORE).id());
            assertThat(row.getInt("apdb_replica_subchunk")).isBetween(0, 63);
        }
    }

    /** The row that announces a chunk tells when it was last written to. */
    private static Map<String, List<String>> withoutChunks(Map<String, List<String>> dump) {
        dump.remove("ApdbReplicaChunks");
        return dump;
    }

    private CassandraApdb made(Layout layout) {
        ApdbSchema.create(session(), layout.keyspace(), 1, layout.settings());
        return CassandraApdb.connect(session(), layout.keyspace(), ConsistencyLevel.QUORUM);
    }
}
