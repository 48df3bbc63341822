// SPDX-License-Identifier: Apache-2.0
package nightjar.job.apdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightjar.connectors.apdb.ApdbSettings;
import nightjar.connectors.apdb.ApdbStatus;
import org.junit.jupiter.api.Test;

/** What operators read; what is done in Cassandra is tested where it is done. */
class ApdbCommandTest {

    private static final double NOW = 61_364.0; // 2026-11-20, time partition 692

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aQuestionWithoutAnApdbIsRefusedWithWhatIsMissing() {
        assertThat(run("status")).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .isEqualTo(
                        "nightjar apdb: which APDB? --config FILE, or --at HOST:PORT and"
                                + " --keyspace NAME\n");
    }

    @Test
    void wishesThatContradictThemselvesAreRefusedBeforeAnybodyIsAsked() {
        var where = List.of("--at", "127.0.0.1:1", "--keyspace", "apdb");
        assertThat(with(where, "create", "--from", "2027-01-01", "--until", "2026-01-01"))
                .contains("--until 2026-01-01 is before --from 2027-01-01");
        assertThat(with(where, "create", "--no-replica", "--replica-skips-objects"))
                .contains("needs the replica");
        assertThat(with(where, "partition")).contains("which?");
        assertThat(with(where, "partition", "--drop-before", "2020-01-01"))
                .contains("takes rows away for good; add --yes");
        assertThat(with(where, "status", "--keyspace", "a b")).contains("'a b' is no keyspace");
        assertThat(with(where, "partition", "--until", "2027-13-01"))
                .contains("'--until': '2027-13-01' is no day such as 2027-03-31")
                .contains("more: ./nightjar apdb partition --help")
                .hasLineCount(2);
        assertThat(with(where, "status", "--colour")).contains("Unknown option: '--colour'");
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        for (var at : List.of("cassandra:x", "a:b:c", "", "cassandra:123456")) {
            err.reset();
            assertThat(run("status", "--at", at, "--keyspace", "apdb")).isEqualTo(2);
            assertThat(err.toString(UTF_8)).contains("'" + at + "' is no HOST:PORT");
        }
    }

    @Test
    void aRefusalIsToldToMachinesToo() throws IOException {
        var at = List.of("--at", "127.0.0.1:1", "--keyspace", "apdb", "--json");
        with(at, "status");
        assertThat(new ObjectMapper().readTree(out.toByteArray()).path("problems").path(0).asText())
                .startsWith("no APDB could be asked: 127.0.0.1:1: ");
    }

    @Test
    void aCassandraThatDoesNotAnswerIsNamed() throws IOException {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        var at = "127.0.0.1:" + closed;
        assertThat(run("status", "--at", at, "--keyspace", "apdb")).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .startsWith(
                        "nightjar apdb: no APDB could be asked: " + at + ": nobody listens there")
                .hasLineCount(1);
    }

    @Test
    void aHealthyApdbIsTold() {
        var report = new ApdbReport(status(ApdbSettings.standard(595, 730)), NOW);
        assertThat(report.words())
                .contains("APDB apdb", "nightjar can use it")
                .anyMatch(it -> it.contains("595 to 730: 2018-11-15 up to 2030-01-16"));
        var json = report.json();
        assertThat(json.path("usable").asBoolean()).isTrue();
        assertThat(json.path("time").path("until").asText()).isEqualTo("2030-01-16");
        assertThat(json.path("versions").path("version:schema").asText()).isEqualTo("10.0.0");
    }

    @Test
    void anApdbWhoseTimeRunsOutIsToldInTime() {
        var soon = new ApdbReport(status(ApdbSettings.standard(680, 693)), NOW);
        assertThat(soon.problems()).isEmpty();
        assertThat(soon.words()).anyMatch(it -> it.startsWith("soon: ./nightjar apdb partition"));
        var late = new ApdbReport(status(ApdbSettings.standard(680, 690)), NOW);
        assertThat(late.problems()).singleElement().asString().contains("no tables for today");
        assertThat(late.json().path("usable").asBoolean()).isFalse();
    }

    private static ApdbStatus status(ApdbSettings settings) {
        return new ApdbStatus(
                "apdb",
                Map.of("version:schema", "10.0.0"),
                Optional.of(settings),
                42,
                Map.of("datacenter1", "3"),
                List.of());
    }

    private String with(List<String> where, String verb, String... more) {
        var arguments = new java.util.ArrayList<>(List.of(verb));
        // The last of an option given twice would be an error: the test's own wins.
        if (!List.of(more).contains("--keyspace")) {
            arguments.addAll(where);
        } else {
            arguments.addAll(where.subList(0, 2));
        }
        arguments.addAll(List.of(more));
        err.reset();
        assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);
        return err.toString(UTF_8);
    }

    private int run(String... arguments) {
        return ApdbCommand.run(
                new ApdbConsole(
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        InstantSource.fixed(Instant.parse("2026-11-20T03:00:00Z"))),
                arguments);
    }
}
