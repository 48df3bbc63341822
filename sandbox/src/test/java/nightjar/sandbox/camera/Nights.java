// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The nights that the tests look at; small, and each rendered once. */
final class Nights {
    static final long SEED = 7;
    static final Instant START = Instant.parse("2026-11-20T05:18:32.763Z");
    static final SimulatedNight NIGHT = SimulatedNight.of(plan(SEED, 4, 3, 512));

    private static final ConcurrentMap<PlannedVisit, Exposure> TAKEN = new ConcurrentHashMap<>();

    private Nights() {}

    static NightPlan plan(long seed, int visits, int detectors, int size) {
        return NightPlan.demo(seed, visits, detectors, size, START, Duration.ofSeconds(20));
    }

    /** The first visit of a field, taken on schedule. */
    static Exposure first(String field) {
        return NIGHT.visits().stream()
                .filter(v -> v.isTaken() && v.field().equals(field))
                .findFirst()
                .map(Nights::taken)
                .orElseThrow();
    }

    static Exposure taken(PlannedVisit visit) {
        return TAKEN.computeIfAbsent(visit, v -> NIGHT.render(v).exposedAt(START.plus(v.openAt())));
    }
}
