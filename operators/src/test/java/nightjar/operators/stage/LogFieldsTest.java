// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import nightjar.operators.Night;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogFieldsTest {

    /** 12 h before the start, in TAI, it was this day. */
    private static final String DAY =
            nightjar.model.time.Tai.dayObs(nightjar.model.time.Tai.mjdTaiOfUtcMillis(Night.START))
                    .toString();

    @Test
    void aCallsLinesTellWhomTheyAreAboutAndNoLineAfterIt() {
        var fields = LogFields.of(Night.ready(4));
        try (fields) {
            assertThat(MDC.getCopyOfContextMap())
                    .isEqualTo(
                            Map.of(
                                    "instrument",
                                    "LSSTCam",
                                    "group",
                                    Night.GROUP,
                                    "detector",
                                    "4",
                                    "exposures",
                                    "{2026112000001, 2026112000002}",
                                    "survey",
                                    "BLOCK-407",
                                    "day_obs",
                                    DAY));
        }
        assertThat(MDC.get("group")).isNull();
    }

    @Test
    void theDayIsTheSameBeforeTheImagesCome() {
        assertThat(LogFields.of(Night.expected(4, 2)).said())
                .containsEntry("day_obs", DAY)
                .containsEntry("survey", "BLOCK-407")
                .doesNotContainKey("exposures");
        MDC.clear();
    }

    @Test
    void whatBelongsToNoVisitHasNoFields() {
        assertThat(LogFields.of("a word").said()).isEmpty();
    }
}
