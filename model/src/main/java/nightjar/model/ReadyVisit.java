// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A visit-detector whose wait is over: there is something to difference.
 *
 * @param preloaded what was looked up before
 * @param raws its snaps in order of exposure; at least one
 * @param partial whether fewer snaps came than were announced
 * @param readyMillis UTC milliseconds since 1970 when the last awaited snap was known
 */
public record ReadyVisit(Preloaded preloaded, List<Raw> raws, boolean partial, long readyMillis)
        implements ForVisitDetector {

    public ReadyVisit {
        requireNonNull(preloaded, "preloaded");
        raws = List.copyOf(raws);
        if (raws.isEmpty()) {
            throw new IllegalArgumentException(
                    "a visit without raws is not ready: " + preloaded.key());
        }
    }

    @Override
    public VisitDetector key() {
        return preloaded.key();
    }

    /** The visit's id: its first snap's exposure id, or the lowest present when that is missing. */
    public long visit() {
        return raws.get(0).exposure();
    }

    /** Midpoint of what was really exposed, MJD TAI, weighted by exposure time. */
    public double midpointMjdTai() {
        double weighted = 0;
        double total = 0;
        for (var raw : raws) {
            weighted += raw.exposureSeconds() * (raw.beginMjdTai() + raw.endMjdTai()) / 2;
            total += raw.exposureSeconds();
        }
        return total > 0 ? weighted / total : raws.get(0).beginMjdTai();
    }

    /** When the last snap was read out, UTC milliseconds since 1970. */
    public long readoutEndMillis() {
        double last = raws.stream().mapToDouble(Raw::endMjdTai).max().orElseThrow();
        return nightjar.model.time.Tai.utcMillisOfMjdTai(last);
    }

    @Override
    public long visitId() {
        return visit();
    }
}
