// SPDX-License-Identifier: Apache-2.0
package nightjar.model.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import nightjar.model.NextVisit;
import nightjar.model.time.Tai;
import org.junit.jupiter.api.Test;

class StalenessRuleTest {

    private static final long NOW = Instant.parse("2026-11-20T04:05:06Z").toEpochMilli();

    @Test
    void takesTheSendersClockForTaiNotUtc() {
        double utcMistakenForTai = NOW / 1000.0 - 3600;
        var visit = Announced.ORDINARY.sent(utcMistakenForTai, 0).visit();

        assertThat(expiry(3600).stale(visit, NOW))
                .hasValueSatisfying(why -> assertThat(why).contains("3637 s ago"));
    }

    @Test
    void alsoLooksAtTheEfdsClockWhenItIsThere() {
        assertThat(expiry(3600).stale(sentAgo(10, 4000), NOW))
                .hasValueSatisfying(why -> assertThat(why).contains("private_efdStamp"));
        assertThat(expiry(3600).stale(sentAgo(10, 3000), NOW)).isEmpty();
        assertThat(expiry(3600).stale(sentAgo(10, 0), NOW)).isEmpty();
    }

    private static StalenessRule expiry(double seconds) {
        return new StalenessRule(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    /** Published so many seconds ago; an efd age of 0 means that the stamp is absent. */
    private static NextVisit sentAgo(double ageS, double efdAgeS) {
        double efd = efdAgeS == 0 ? 0 : NOW / 1000.0 - efdAgeS;
        return Announced.ORDINARY.sent(Tai.unixTaiOfUtcMillis(NOW) - ageS, efd).visit();
    }
}
