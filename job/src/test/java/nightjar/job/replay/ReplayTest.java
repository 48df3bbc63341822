// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import nightjar.job.bench.MemoryNight;
import nightjar.job.config.Configurations;
import nightjar.job.doors.Neighbours;
import nightjar.job.doors.Opening;
import nightjar.model.catalog.Association;
import nightjar.model.catalog.AssociationStep;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A night of six visits of two fields, three detectors each, recorded in memory and replayed. The
 * steps are production's, the neighbours hiccup.
 */
@Timeout(600)
class ReplayTest {

    private static final int VISITS = 6;
    private static final int DETECTORS = 3;
    private static final long SEED = 11;

    @SuppressWarnings("NullAway.Init") // JUnit fills it
    @TempDir
    static Path all;

    private static Path recorded = Path.of("");

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @BeforeAll
    static void record() throws IOException {
        System.out.println("seed " + SEED);
        recorded = all.resolve("night");
        var night = new MemoryNight(all.resolve("objects"), VISITS, DETECTORS, SEED);
        assertThat(night.record(recorded, SEED)).isPositive();
    }

    @Test
    void aNightIsReplayedIdenticallyAndTwiceToTheSameBytes(@TempDir Path out) throws IOException {
        assertThat(replay(recorded, "--out", out.resolve("1").toString())).as(words()).isZero();
        assertThat(replay(recorded, "--out", out.resolve("2").toString())).as(words()).isZero();

        assertThat(words()).contains("identical");
        assertThat(out.resolve("1/output.jsonl"))
                .hasSameBinaryContentAs(out.resolve("2/output.jsonl"));
        assertThat(Files.readString(out.resolve("1/output.jsonl")))
                .contains("ALERTED", "\"alert\":", "pp-output");
    }

    @Test
    void whatIsComparedIsMoreThanNothing(@TempDir Path out) throws IOException {
        var report = report(out, recorded, Opening::production, 0);

        assertThat(report.path("visits").asInt()).isEqualTo(VISITS);
        assertThat(report.path("visitDetectors").asInt()).isEqualTo(VISITS * DETECTORS);
        assertThat(report.path("alerts").asInt()).isGreaterThan(30);
        // Objects, sources and, of what was seen before, forced photometry.
        assertThat(report.path("rows").asInt()).isGreaterThan(2 * report.path("alerts").asInt());
        assertThat(report.path("neverAsked").asInt()).isZero();
        assertThat(report.path("underWay").asInt()).isZero();
    }

    @Test
    void anotherAssociationRadiusIsNamedByVisitDetectorAndField(@TempDir Path out)
            throws IOException {
        var first = report(out, recorded, NearNeighbours::new, 1).path("differences").path(0);

        assertThat(first.path("visit").asLong()).isGreaterThan(2026112000002L);
        assertThat(first.path("detector").asInt()).isBetween(0, DETECTORS - 1);
        assertThat(first.path("field").asText()).startsWith("DiaForcedSource/");
        assertThat(words()).contains("not identical");
    }

    /** Sources must be nearer to their objects than they are. */
    private static final class NearNeighbours extends Neighbours {
        NearNeighbours(String yaml) {
            super(Configurations.parse(yaml));
        }

        @Override
        protected AssociationStep association() {
            return new AssociationStep(new Association(0.05, 0.2, 0.05), 1000);
        }
    }

    @Test
    void aQuestionThatWasNeverAskedIsNamed(@TempDir Path copy) throws IOException {
        rewrite(copy, line -> !line.contains("\"key\":\"Sattle.allowed"));

        var first = report(copy, copy, Opening::production, 1).path("differences").path(0);

        assertThat(first.path("field").asText()).startsWith("question Sattle.allowed");
        assertThat(first.path("group").asText()).isEqualTo("memory-000001");
        assertThat(first.path("recorded").asText()).isEqualTo("never asked");
    }

    @Test
    void aTornTailIsToldAndWhatIsWholeIsPlayed(@TempDir Path copy) throws IOException {
        copy(copy);
        try (var files = Files.newDirectoryStream(copy, "*.entries.gz")) {
            for (var file : files) {
                byte[] bytes = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(bytes, bytes.length * 6 / 10));
            }
        }

        var report = report(copy, copy, Opening::production, 0);

        assertThat(report.path("notes").path(0).asText()).contains("torn off");
        assertThat(report.path("alerts").asInt()).isPositive();
    }

    @Test
    void aTornPackCostsOnlyWhatItHeld(@TempDir Path copy) throws IOException {
        copy(copy);
        try (var files = Files.newDirectoryStream(copy, "*.blobs")) {
            for (var file : files) {
                byte[] bytes = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(bytes, bytes.length * 6 / 10));
            }
        }

        var report = report(copy, copy, Opening::production, 0);

        assertThat(report.path("notes").path(0).asText()).contains("torn off");
        assertThat(report.path("underWay").asInt()).isPositive();
        assertThat(report.path("alerts").asInt()).isPositive();
    }

    @Test
    void whatIsNoRecordingIsRefusedInOneLine(@TempDir Path empty) {
        assertThat(replay(empty)).isEqualTo(2);
        assertThat(replay(empty.resolve("nowhere"))).isEqualTo(2);

        assertThat(complained.toString(UTF_8).lines())
                .hasSize(2)
                .allMatch(line -> line.contains("is no recording of a night"));
    }

    @Test
    void aRecordingIsItsOwnersAloneAndHoldsNoSecret() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(recorded)))
                .isEqualTo("rwx------");
        assertThat(Files.readString(recorded.resolve("manifest.json"))).contains("properties: {}");
    }

    @Test
    void aSkippedClaimIsNamed() throws IOException {
        assertThat(fields(BrokenPorts.SKIP_CLAIM)).contains("question Claims.claim");
    }

    @Test
    void rowsUnderATimeOfTheirOwnAreNamed() throws IOException {
        assertThat(fields(BrokenPorts.FRESH_TIMESTAMPS)).contains("storeTimeMjdTai");
    }

    @Test
    void rowsThatAreNeverWrittenAreNamed() throws IOException {
        assertThat(fields(BrokenPorts.SKIP_ROWS)).contains("question Apdb.write");
    }

    @Test
    void aDoubledAnnouncementIsNamed() throws IOException {
        assertThat(fields(BrokenPorts.ANNOUNCE_TWICE))
                .anyMatch(field -> field.matches("alert [0-9]+/sent"));
    }

    @Test
    void whatEndsOnlyInTheReplayIsNamed(@TempDir Path copy) throws IOException {
        rewrite(
                copy,
                line ->
                        !(line.startsWith("{\"ended\"")
                                && line.contains("\"memory-000002\"")
                                && line.contains("\"detector\":1")));

        var first = report(copy, copy, Opening::production, 1).path("differences").path(0);

        assertThat(first.path("group").asText()).isEqualTo("memory-000002");
        assertThat(first.path("field").asText()).startsWith("ledger/");
        assertThat(first.path("recorded").asText()).isEqualTo("nothing");
    }

    @Test
    void aRecordingOfAnotherVersionsConfigurationIsPlayed(@TempDir Path copy) throws IOException {
        copy(copy);
        var manifest = copy.resolve("manifest.json");
        var json = (ObjectNode) new ObjectMapper().readTree(manifest.toFile());
        var yaml = json.path("configuration").asText();
        var other = yaml.replaceAll("(?m)^security:\n( .*\n)*", "") + "later: {word: 1}\n";
        assertThat(other).doesNotContain("security:");
        Files.writeString(manifest, json.put("configuration", other).toString());

        var report = report(copy, copy, Opening::production, 0);

        assertThat(report.path("notes").path(0).asText()).contains("later");
    }

    /** Of each difference. */
    private static List<String> fields(BrokenPorts broken) throws IOException {
        try (var night = RecordedNight.read(recorded)) {
            var report = new Replaying(night, Opening::production, broken::over).play();
            assertThat(report.isIdentical()).isFalse();
            return report.differences().stream().map(Difference::field).toList();
        }
    }

    private int replay(Path night, String... more) {
        return replay(night, Opening::production, more);
    }

    private int replay(Path night, Opening opening, String... more) {
        var words = new String[more.length + 1];
        words[0] = night.toString();
        System.arraycopy(more, 0, words, 1, more.length);
        return Replay.run(
                new PrintStream(said, true, UTF_8),
                new PrintStream(complained, true, UTF_8),
                opening,
                words);
    }

    private JsonNode report(Path folder, Path night, Opening opening, int code) throws IOException {
        var file = folder.resolve("report.json");
        assertThat(replay(night, opening, "--json", file.toString())).as(words()).isEqualTo(code);
        return new ObjectMapper().readTree(file.toFile());
    }

    private String words() {
        return said.toString(UTF_8) + complained.toString(UTF_8);
    }

    private static void copy(Path to) throws IOException {
        try (var files = Files.newDirectoryStream(recorded)) {
            for (var file : files) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** A copy with only these lines. */
    private static void rewrite(Path to, Predicate<String> wanted) throws IOException {
        copy(to);
        try (var files = Files.newDirectoryStream(to, "*.entries.gz")) {
            for (var file : files) {
                var packed = new ByteArrayInputStream(Files.readAllBytes(file));
                var lines = new String(new GZIPInputStream(packed).readAllBytes(), UTF_8).lines();
                try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
                    for (var line : lines.filter(wanted).toList()) {
                        out.write((line + "\n").getBytes(UTF_8));
                    }
                }
            }
        }
    }
}
