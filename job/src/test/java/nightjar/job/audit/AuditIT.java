// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import nightjar.connectors.apdb.ApdbSchema;
import nightjar.connectors.apdb.ApdbSettings;
import nightjar.connectors.apdb.CassandraSessions;
import nightjar.connectors.apdb.ClaimStore;
import nightjar.job.audit.PlantedNight.Without;
import nightjar.sandbox.box.Neighbour;
import nightjar.sandbox.box.Observatory;
import nightjar.sandbox.box.Options;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The witness among real neighbours: what is in order it calls clean, what is not it finds. */
@Timeout(300)
class AuditIT {

    private static final String DATACENTER = "datacenter1";
    private static final Path ROOT = Path.of(System.getProperty("nightjar.root", ".."));

    /** An hour on, everything is settled, and the job's longest restart is over. */
    private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

    private static Observatory box;
    private static CqlSession session;

    private static Path folder;

    private static final long VISIT = 2026112000012L;
    private static final long NEXT_NIGHT = 2026112100001L;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void start(@TempDir Path empty) throws Exception {
        folder = empty;
        var needed = EnumSet.of(Neighbour.KAFKA, Neighbour.CASSANDRA);
        box = Observatory.start(needed, Options.forTests(), line -> {});
        var address = List.of(box.cassandra().address());
        try (var schema = CassandraSessions.openForSchema(address, DATACENTER)) {
            int tables = PlantedNight.TIME_PARTITION;
            ApdbSchema.create(schema, "timed", 1, ApdbSettings.standard(tables, tables));
            var inOne = new ApdbSettings(false, false, 64, 11, false, 30, 64, 0, 0);
            ApdbSchema.create(schema, "whole", 1, inOne);
            ClaimStore.create(schema, "timed_claims", 1);
            ClaimStore.create(schema, "whole_claims", 1);
        }
        session = CassandraSessions.open(address, DATACENTER, List.of("timed", "whole"));
        for (var name : List.of("timed", "whole")) {
            box.kafka()
                    .createTopics(
                            Map.of(name + "-alerts", 2, name + "-butler", 1, name + "-ledger", 1));
        }
    }

    @AfterAll
    static void stop() {
        if (session != null) {
            session.close();
        }
        if (box != null) {
            box.close();
        }
    }

    @Test
    void aCleanNightIsCleanAndTenDefectsAreFoundAndNothingElse() throws Exception {
        try (var night = night("timed", VISIT)) {
            for (int detector = 0; detector < 4; detector++) {
                night.leave(detector, Without.NOTHING);
            }
            assertThat(audit("timed")).as(said()).isZero();
            assertThat(said())
                    .contains("clean: ", "4 committed, 0 not", "alerts                  12");

            plant(night);
            assertThat(audit("timed")).as(said()).isEqualTo(1);
            assertThat(found("timed"))
                    .containsExactlyInAnyOrder(
                            "ALERT_MISSING 10 " + night.id(10, 1),
                            "ALERT_DOUBLED 11 " + night.id(11, 2),
                            "ALERT_CHANGED 12 " + night.id(12, 1),
                            "ALERT_UNPLANNED 13 " + night.id(13, 7),
                            "ALERT_UNREADABLE 0 partition",
                            "ROW_MISSING 14 " + night.id(14, 1),
                            "ROW_UNPLANNED 15 " + night.id(15, 1),
                            "FORCED_ROW_MISSING 16 " + night.id(16, 2),
                            "OBJECT_STALE 17 " + night.id(17, 3),
                            "RECORD_MISSING 18 " + PlantedNight.group(18),
                            "FILE_MISSING 19 " + night.file(19).toUri(),
                            "CLAIM_UNCOMMITTED 20 of",
                            "PLAN_UNREADABLE 21 " + damaged,
                            "LEDGER_MISSING 22 " + PlantedNight.group(22),
                            "LEDGER_WRONG 23 " + PlantedNight.group(23));

            assertThat(audit("timed", "--emit")).isEqualTo(1);
            assertThat(said()).contains("sent 1 alerts, 1 records", "and now:");
            assertThat(found("timed"))
                    .noneMatch(it -> it.startsWith("ALERT_MISSING"))
                    .noneMatch(it -> it.startsWith("RECORD_MISSING"))
                    .hasSize(13);
        }
    }

    private String damaged = "";

    private void plant(PlantedNight night) throws Exception {
        night.leave(10, Without.ALERT);
        night.leave(11, Without.NOTHING);
        night.send("alerts", PlantedNight.alert(night.id(11, 2)));
        night.leave(12, Without.ALERT);
        night.send("alerts", "changed".getBytes(UTF_8), PlantedNight.alert(night.id(12, 1)));
        night.leave(13, Without.NOTHING);
        night.send("alerts", PlantedNight.alert(night.id(13, 7)));
        night.send("alerts", "no alert at all".getBytes(UTF_8));
        night.leave(14, Without.NOTHING);
        night.cql("DELETE FROM %s WHERE %s", "DiaSource_692", "diaSourceId", night.id(14, 1));
        night.leave(16, Without.NOTHING);
        night.cql("DELETE FROM %s WHERE %s", "DiaForcedSource_692", "diaObjectId", night.id(16, 2));
        night.intrude(15);
        night.leave(17, Without.NOTHING);
        night.cql(
                "UPDATE %s SET \"validityStartMjdTai\" = 61364.0 WHERE %s",
                "DiaObjectLast", "diaObjectId", night.id(17, 3));
        night.leave(18, Without.RECORD);
        night.leave(19, Without.FILE);
        night.leave(20, Without.MARK);
        var plan = night.leave(21, Without.NOTHING);
        damaged = plan.uri();
        Files.writeString(Path.of(java.net.URI.create(damaged)), "garbage");
        night.leave(22, Without.LEDGER);
        night.leave(23, Without.NOTHING);
        night.ledger(23, 2);
    }

    @Test
    void withOneTableForAllTimesItIsTheSame() throws Exception {
        try (var night = night("whole", VISIT)) {
            night.leave(0, Without.NOTHING);
            night.leave(1, Without.NOTHING);
            assertThat(audit("whole")).as(said()).isZero();
            night.intrude(2);
            assertThat(audit("whole")).as(said()).isEqualTo(1);
            assertThat(found("whole")).containsExactly("ROW_UNPLANNED 2 " + night.id(2, 1));
        }
    }

    @Test
    void whyTellsOfAVisitDetectorOnOnePage() throws Exception {
        try (var night = night("whole", NEXT_NIGHT)) {
            night.leave(5, Without.NOTHING);
            night.leave(6, Without.MARK);
        }
        assertThat(why(Long.toString(NEXT_NIGHT), "5")).as(said()).isZero();
        assertThat(said())
                .contains(
                        "visit " + NEXT_NIGHT + " detector 5, group " + PlantedNight.group(5),
                        "ALERTED(3)",
                        "12.5 s of 60 s from readout to the end: kept by 47.5 s",
                        "of lineage audit-test, committed",
                        "5 candidates, 3 kept: 2 not cleared",
                        "3 of 3 DIASource rows, 3 of 3 DIAObjects",
                        "what to do      nothing");
        assertThat(why(PlantedNight.group(5), "5")).isZero();
        assertThat(said()).contains("ALERTED(3)");
        assertThat(why(Long.toString(NEXT_NIGHT), "6")).isZero();
        assertThat(said())
                .contains("the ledger has no entry", "NOT committed", "0 of 3 DIASource rows");
        assertThat(why("no-such-group", "5")).isEqualTo(1);
        assertThat(said()).contains("nobody knows of no-such-group detector 5");
    }

    private int why(String visitOrGroup, String detector) {
        out.reset();
        var words = new ArrayList<>(List.of(visitOrGroup, detector));
        words.addAll(configured("whole"));
        return Why.run(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                words.toArray(String[]::new));
    }

    @Test
    void whoCannotBeAskedIsNamedAndNothingIsSaidOfTheNight() throws Exception {
        assertThat(audit("timed", "--set", "kafka.alerts.bootstrap=127.0.0.1:1")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("alerts at 127.0.0.1:1 could not be asked");
        err.reset();
        assertThat(audit("timed", "--set", "topics.ledger=nothing")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("topic nothing", "could not be asked");
        err.reset();
        assertThat(audit("timed", "--set", "apdb.keyspace=nowhere")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("APDB", "nowhere");
        err.reset();
        assertThat(audit("timed", "--set", "apdb.contactPoints=[\"127.0.0.1:1\"]")).isEqualTo(2);
        assertThat(err.toString(UTF_8).lines()).hasSize(1);
        assertThat(said()).doesNotContain("clean", "difference");
    }

    @Test
    void aTopicThatNoLongerReachesBackIsNoNightOfMissingAlerts() throws Exception {
        box.kafka().createTopics(Map.of("whole-cut", 1));
        try (var night = night("whole", NEXT_NIGHT);
                var admin = Admin.create(Map.of("bootstrap.servers", box.kafka().address()))) {
            night.send("cut", PlantedNight.alert(night.id(5, 1)));
            var cut = Map.of(new TopicPartition("whole-cut", 0), RecordsToDelete.beforeOffset(1));
            admin.deleteRecords(cut).all().get();
        }
        assertThat(audit("whole", "--set", "topics.alerts=whole-cut")).as(said()).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("whole-cut", "no longer reaches back to");
    }

    private static PlantedNight night(String name, long visit) throws IOException {
        var place = Files.createDirectories(folder.resolve(name));
        return new PlantedNight(name, visit, place, session, box.kafka().address());
    }

    private int audit(String name, String... more) throws IOException {
        out.reset();
        var words = new ArrayList<>(configured(name));
        words.addAll(List.of("--night", "2026-11-20", "--json", json(name).toString()));
        words.addAll(List.of(more));
        return Audit.run(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                LATER,
                words.toArray(String[]::new));
    }

    private static Path json(String name) {
        return folder.resolve(name + ".json");
    }

    private String said() {
        return out.toString(UTF_8) + err.toString(UTF_8);
    }

    /** Each finding's kind, detector and the first word of its subject. */
    private static List<String> found(String name) throws IOException {
        var found = new ArrayList<String>();
        for (var it : new ObjectMapper().readTree(json(name).toFile()).path("findings")) {
            found.add(
                    it.path("kind").asText()
                            + " "
                            + it.path("detector").asInt()
                            + " "
                            + it.path("subject").asText().split(" ", 2)[0]);
        }
        return found;
    }

    private static List<String> configured(String name) {
        var words = new ArrayList<String>();
        words.add("--config");
        words.add(ROOT.resolve("flink-conf/nightjar.yaml").toString());
        set(words, "lineage", "audit-test");
        set(words, "instrument.name", PlantedNight.CAMERA);
        for (var cluster : List.of("summit", "notifications", "alerts", "butler", "own")) {
            set(words, "kafka." + cluster + ".bootstrap", box.kafka().address());
        }
        for (var topic : List.of("alerts", "butler", "ledger")) {
            set(words, "topics." + topic, name + "-" + topic);
        }
        set(words, "store.s3", "{endpoint: \"\", region: x, accessKey: \"\", secretKey: \"\"}");
        set(words, "apdb.contactPoints", "[\"" + box.cassandra().address() + "\"]");
        set(words, "apdb.keyspace", name);
        set(words, "apdb.claims", name + "_claims");
        return words;
    }

    private static void set(List<String> words, String key, String value) {
        words.add("--set");
        words.add(key + "=" + value);
    }
}
