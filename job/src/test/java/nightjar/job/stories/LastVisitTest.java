// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import static org.assertj.core.api.Assertions.assertThat;

import nightjar.job.stories.Difference.Kind;
import nightjar.model.ids.DiaSourceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LastVisitTest {

    private static final long VISIT = 2_026_112_000_003L;

    private final Allowance allowance = new LastVisit(1).mayLose("detector 1");

    private boolean covers(Kind kind, String subject, String detail) {
        return allowance.covers().test(new Difference(kind, subject, detail));
    }

    private static String row(int detector) {
        return "missing {apdb_part=1, diaSourceId=" + DiaSourceId.pack(0, VISIT, detector, 7) + "}";
    }

    @Test
    void itsOwnLossesAreAllowed() {
        assertThat(covers(Kind.OUTCOME, "visit-2/1", "[FAILED] instead of [ALERTED(4)]")).isTrue();
        assertThat(covers(Kind.ALERT_LOST, VISIT + "/1 77", "is not on the topic")).isTrue();
        assertThat(covers(Kind.ROW, "DiaSourceToPartition", row(1))).isTrue();
        assertThat(covers(Kind.ROW, "DiaSource_692", "missing {detector=1, x=2}")).isTrue();
        assertThat(covers(Kind.ROW, "DiaObjectLast", "added {nDiaSources=2}")).isTrue();
        assertThat(covers(Kind.RECORD, "records", "missing {\"detector\":1}")).isTrue();
    }

    @Test
    void othersLossesAreNot() {
        assertThat(covers(Kind.OUTCOME, "visit-1/1", "[FAILED] instead of [EMPTY]")).isFalse();
        assertThat(covers(Kind.OUTCOME, "visit-2/0", "[FAILED] instead of [EMPTY]")).isFalse();
        assertThat(covers(Kind.ALERT_LOST, VISIT + "/2 77", "is not on the topic")).isFalse();
        assertThat(covers(Kind.ROW, "DiaSourceToPartition", row(2))).isFalse();
        assertThat(covers(Kind.ROW, "DiaSource_692", "added {detector=1, x=2}")).isFalse();
        assertThat(covers(Kind.RECORD, "records", "missing {\"detector\":0}")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"ALERT_TWICE", "ALERT_ADDED", "ALERT_BYTES", "AUDIT", "PROMISE"})
    void nothingExcusesDoublesOrAWitness(Kind kind) {
        assertThat(covers(kind, VISIT + "/1 77", "detector=1")).isFalse();
    }
}
