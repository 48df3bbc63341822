// SPDX-License-Identifier: Apache-2.0
package nightjar.model.rule;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import nightjar.model.NextVisit;
import nightjar.model.time.Tai;

/**
 * When an announcement is too old to be worth a detector's time.
 *
 * <p>Two clocks are looked at, as upstream does: next_visit_fan_out counts from private_efdStamp
 * (UTC) when it is there, prompt_processing from private_sndStamp (TAI), in whole seconds.
 *
 * @param expiry older announcements are stale; Rubin's production uses an hour
 */
public record StalenessRule(Duration expiry) implements Serializable {

    public StalenessRule {
        requireNonNull(expiry, "expiry");
    }

    /** Why the announcement is stale at this moment (UTC milliseconds since 1970), or empty. */
    public Optional<String> stale(NextVisit visit, long nowMillis) {
        double sinceSentS = (nowMillis - Tai.utcMillisOfUnixTai(visit.sentTaiS())) / 1000.0;
        if (Math.rint(sinceSentS) > seconds()) {
            return Optional.of(explain(sinceSentS, "private_sndStamp"));
        }
        double sinceEfdS = nowMillis / 1000.0 - visit.efdUtcS();
        if (visit.efdUtcS() > 0 && sinceEfdS > seconds()) {
            return Optional.of(explain(sinceEfdS, "private_efdStamp"));
        }
        return Optional.empty();
    }

    private double seconds() {
        return expiry.toMillis() / 1000.0;
    }

    private String explain(double ageS, String clock) {
        return "stale: announced "
                + Math.round(ageS)
                + " s ago by its "
                + clock
                + ", expires after "
                + seconds()
                + " s";
    }
}
