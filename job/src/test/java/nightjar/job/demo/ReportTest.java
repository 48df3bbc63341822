// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nightjar.sandbox.box.Death;
import nightjar.sandbox.box.Neighbour;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final ApdbRows EMPTY = new ApdbRows(Map.of(), Map.of(), "");
    private static final ApdbRows SILENT =
            new ApdbRows(Map.of(), Map.of(), "AllNodesFailedException");

    @Test
    void whoDiedStandsInTheReportForPeopleAndForMachines() {
        var report = report(EMPTY, new Death(Neighbour.KAFKA, 137, Path.of("kafka-died.log")));
        assertThat(report.lines())
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .startsWith("kafka died by itself (exit code 137")
                                        .contains("kafka-died.log"));

        var died = report.json().path("died");
        assertThat(died).hasSize(1);
        assertThat(died.path(0).path("name").asText()).isEqualTo("kafka");
        assertThat(died.path(0).path("exitCode").asInt()).isEqualTo(137);
        assertThat(died.path(0).path("log").asText()).isEqualTo("kafka-died.log");
    }

    @Test
    void inAGoodNightNobodyDied() {
        var report = report(EMPTY);
        assertThat(report.isGood()).isTrue();
        var died = report.json().path("died");
        assertThat(died.isArray()).isTrue();
        assertThat(died).isEmpty();
    }

    @Test
    void aCassandraThatCannotBeReadIsNoAgreement() {
        var report = report(SILENT);
        assertThat(report.isGood()).isFalse();
        assertThat(report.lines())
                .anyMatch(line -> line.contains("Cassandra could not be read (AllNodesFailed"));
    }

    private static Report report(ApdbRows apdb, Death... died) {
        var none = Percentiles.of(List.of());
        return new Report(
                Map.of(),
                Map.of(),
                0,
                List.of(),
                List.of(),
                apdb,
                0,
                List.of(died),
                Score.of(List.of(), List.of(), 48),
                new Latencies(none, none),
                1,
                1,
                1,
                Map.of());
    }
}
