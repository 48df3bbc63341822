// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import nightjar.model.Cause;
import nightjar.model.Ended;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.VisitDetector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhyPageTest {

    private static final long READOUT = 1_795_200_000_000L;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALERTED | '' | nothing",
                "EMPTY | '' | nothing",
                "CANCELLED | nextVisitCanceled | nothing",
                "IGNORED | stale: 4000 s old | expiry",
                "IGNORED | unannounced: 1 raws without nextVisit | nextVisit",
                "IGNORED | unwanted | pipelines.main",
                "TIMED_OUT | none of 1 snaps came | Presence",
                "REJECTED | owned by other | stop the other",
                "REJECTED | all 1 exposures are turned | reason",
                "SUPPRESSED | Sattle did not answer | Sattle",
                "FAILED | commit unresolved: Cassandra | the plan has all",
                "FAILED | unaccounted: no stage ended it | bug",
                "FAILED | no node fits | add a node",
                "FAILED | TRUNCATED: 2880 bytes | playbook"
            })
    void everyEndingSaysWhatToDo(Ending ending, String why, String words) {
        assertThat(WhatToDo.about(ended(ending, why, 0, 0))).contains(words);
    }

    @Test
    void aVisitWithoutImagesHasAPageToo() {
        var lines = page(ended(Ending.TIMED_OUT, "none of 1 snaps came", 0, 0));
        assertThat(lines.get(0)).isEqualTo("visit unknown detector 4, group g");
        assertThat(lines)
                .anyMatch(it -> it.contains("TIMED_OUT by await-snaps: none of 1 snaps came"))
                .anyMatch(it -> it.matches(" +images arrived +none came"))
                .anyMatch(it -> it.matches(" +claim +none: nothing is stored"));
    }

    @Test
    void aBudgetThatWasMissedSaysByHowMuch() {
        var lines = page(ended(Ending.FAILED, "TRUNCATED", READOUT, READOUT + 61_250));
        assertThat(lines).anyMatch(it -> it.contains("61.3 s of 60 s") && it.contains("missed by"));
    }

    @Test
    void aPlanThatCannotBeReadIsToldAndTheRestStands() {
        var claim = CleanNight.claim(CleanNight.ONE, true, CleanNight.NOW);
        var lines =
                new WhyPage(
                                "g",
                                0,
                                Optional.empty(),
                                Optional.of(claim),
                                Optional.of(Outcome.lost(Loss.failed("not found: gone"))),
                                Optional.empty(),
                                Optional.empty())
                        .lines();
        assertThat(lines)
                .anyMatch(it -> it.contains("the ledger has no entry"))
                .anyMatch(it -> it.matches(" +plan +not found: gone"))
                .anyMatch(it -> it.contains("the ledger's entry is missing"));
    }

    private static List<String> page(Ended entry) {
        return new WhyPage(
                        "g",
                        4,
                        Optional.of(entry),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())
                .lines();
    }

    private static Ended ended(Ending ending, String why, long readoutEnd, long at) {
        return new Ended(
                new VisitDetector("SandboxCam", "g", 4),
                0,
                ending,
                Cause.IGNORABLE,
                "await-snaps",
                why,
                0,
                1,
                0,
                readoutEnd,
                at);
    }
}
