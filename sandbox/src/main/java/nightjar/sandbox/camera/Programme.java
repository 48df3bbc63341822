// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import nightjar.sandbox.sky.Dice;
import nightjar.sandbox.sky.SkyPoint;

/** Lays out a night: which visit looks where and when, and which oddity happens in between. */
final class Programme {
    private static final double DITHER_ARCSEC = 3;
    private static final int FIRST_SEQUENCE = 101;

    private final NightPlan plan;
    private final List<Integer> all;
    private final Map<String, Integer> visitsOfField = new HashMap<>();
    private final List<PlannedVisit> visits = new ArrayList<>();

    private Programme(NightPlan plan) {
        this.plan = plan;
        all = plan.camera().detectors(plan.detectors());
    }

    static List<PlannedVisit> of(NightPlan plan) {
        Programme programme = new Programme(plan);
        programme.layOut();
        return programme.visits;
    }

    /** The undithered pointing of a field. */
    static SkyPoint pointing(NightPlan plan, String field) {
        RandomGenerator dice = Dice.of(plan.seed(), "pointing");
        SkyPoint a = new SkyPoint(40 + 120 * dice.nextDouble(), -35 + 10 * dice.nextDouble());
        return field.equals("A") ? a : new SkyPoint(a.raDeg() + 15, a.decDeg() + 4);
    }

    /** The nominal position angle of a field. */
    static double rotationDeg(NightPlan plan, String field) {
        double turn = 360 * Dice.of(plan.seed(), "rotation " + field).nextDouble();
        return Math.round(turn * 100) / 100.0;
    }

    private void layOut() {
        for (int i = 0; i < plan.visits(); i++) {
            visits.add(taken(i));
        }
        if (plan.oddities()) {
            visits.add(odd(PlannedVisit.Role.NO_IMAGES, 0.3, 1, List.of()));
            visits.add(odd(PlannedVisit.Role.CANCELLED, 0.6, 2, List.of()));
            visits.add(
                    odd(PlannedVisit.Role.UNANNOUNCED, 0.8, 3, List.of(all.get(all.size() / 2))));
        }
        visits.sort(Comparator.comparing(PlannedVisit::openAt));
    }

    private PlannedVisit taken(int i) {
        boolean truncates = plan.oddities() && i == Math.min(1, plan.visits() - 1);
        boolean repeats = plan.oddities() && i == 0;
        return visit(
                PlannedVisit.Role.TAKEN,
                FIRST_SEQUENCE + i,
                fieldOf(i),
                plan.lead().plus(plan.cadence().multipliedBy(i)),
                all,
                truncates ? all.get(all.size() - 1) : -1,
                repeats ? all.get(0) : -1,
                i == satelliteVisit());
    }

    // The satellite crosses field B, which is looked at once: however much the exposures of A
    // overlap in
    // time, it is in one visit only.
    private int satelliteVisit() {
        return IntStream.range(0, plan.visits())
                .filter(i -> fieldOf(i).equals("B"))
                .findFirst()
                .orElse(0);
    }

    private String fieldOf(int i) {
        boolean b = i % 4 == 2 || (plan.visits() == 2 && i == 1);
        return b ? "B" : "A";
    }

    private PlannedVisit odd(
            PlannedVisit.Role role, double afterVisit, int number, List<Integer> detectors) {
        long nanos = Math.round(plan.cadence().toNanos() * afterVisit);
        Duration open = plan.lead().plusNanos(nanos);
        int sequence = FIRST_SEQUENCE + plan.visits() + number;
        return visit(role, sequence, "A", open, detectors, -1, -1, false);
    }

    private PlannedVisit visit(
            PlannedVisit.Role role,
            int sequence,
            String field,
            Duration openAt,
            List<Integer> detectors,
            int truncated,
            int repeated,
            boolean satellite) {
        RandomGenerator dice = Dice.of(plan.seed(), "dither", sequence);
        int before = visitsOfField.getOrDefault(field, 0);
        if (role == PlannedVisit.Role.TAKEN) {
            visitsOfField.put(field, before + 1);
        }
        Duration announceAt = openAt.minus(plan.lead());
        Instant announced = plan.startUtc().plus(announceAt);
        return new PlannedVisit(
                role,
                TaiClock.iso(announced),
                TaiClock.observingDay(plan.startUtc()) * 100_000L + sequence,
                sequence,
                field,
                before,
                pointing(plan, field).shifted(dither(dice), dither(dice)),
                rotationDeg(plan, field) + 0.02 * (dice.nextDouble() - 0.5),
                announceAt,
                openAt,
                detectors,
                truncated,
                repeated,
                satellite);
    }

    private static double dither(RandomGenerator dice) {
        return DITHER_ARCSEC * (2 * dice.nextDouble() - 1);
    }
}
