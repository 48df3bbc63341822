// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nightjar.job.simulate.runtime.Dice;

/**
 * What goes wrong in a night.
 *
 * @param refused how often a request does not reach its neighbour
 * @param unanswered how often one takes effect and its answer is lost
 * @param slow how often one takes up to ten seconds
 * @param crashBefore the process dies before its so manieth effect on the world
 * @param crashAfter the process dies after its so manieth effect, before it hears of it
 * @param outages when neighbours are away
 * @param steps when the clock on the wall is set, and by how much
 */
public record Disturbance(
        double refused,
        double unanswered,
        double slow,
        Set<Integer> crashBefore,
        Set<Integer> crashAfter,
        List<Outage> outages,
        List<Step> steps) {

    /** Effects of a night of this size, at most; crashes are drawn below it. */
    private static final int EFFECTS = 420;

    private static final List<String> NEIGHBOURS =
            List.of("apdb", "claims", "store", "sattle", "turns", "presence", "sidecars");

    /** A neighbour is away for a while; milliseconds since the beginning. */
    public record Outage(String neighbour, long fromMillis, long toMillis) {}

    /** The clock is set. */
    public record Step(long atMillis, long byMillis) {}

    public Disturbance {
        crashBefore = Set.copyOf(crashBefore);
        crashAfter = Set.copyOf(crashAfter);
        outages = List.copyOf(outages);
        steps = List.copyOf(steps);
    }

    public static Disturbance none() {
        return new Disturbance(0, 0, 0, Set.of(), Set.of(), List.of(), List.of());
    }

    /** One crash, and no other trouble. */
    public static Disturbance crash(int effect, boolean before) {
        var at = Set.of(effect);
        return new Disturbance(
                0, 0, 0, before ? at : Set.of(), before ? Set.of() : at, List.of(), List.of());
    }

    /** Up to three crashes, up to two outages, a hiccup in some hundred requests. */
    public static Disturbance of(long seed) {
        var random = Dice.of(seed);
        var before = new TreeSet<Integer>();
        var after = new TreeSet<Integer>();
        int crashes = random.nextInt(4);
        for (int i = 0; i < crashes; i++) {
            (random.nextBoolean() ? before : after).add(1 + random.nextInt(EFFECTS));
        }
        var outages = new ArrayList<Outage>();
        for (int i = random.nextInt(3); i > 0; i--) {
            long from = random.nextInt(120_000);
            var who = NEIGHBOURS.get(random.nextInt(NEIGHBOURS.size()));
            outages.add(new Outage(who, from, from + 500 + random.nextInt(12_000)));
        }
        var steps = new ArrayList<Step>();
        if (random.nextInt(4) == 0) {
            steps.add(new Step(random.nextInt(120_000), random.nextInt(6_000) - 3_000));
        }
        double trouble = random.nextDouble() * 0.04;
        return new Disturbance(trouble, trouble, trouble / 4, before, after, outages, steps);
    }

    /** The same, so much later. */
    public Disturbance later(long byMillis) {
        return new Disturbance(
                refused,
                unanswered,
                slow,
                crashBefore,
                crashAfter,
                outages.stream()
                        .map(
                                it ->
                                        new Outage(
                                                it.neighbour(),
                                                it.fromMillis() + byMillis,
                                                it.toMillis() + byMillis))
                        .toList(),
                steps.stream()
                        .map(it -> new Step(it.atMillis() + byMillis, it.byMillis()))
                        .toList());
    }

    boolean isAway(String neighbour, long elapsedMillis) {
        return outages.stream()
                .anyMatch(
                        it ->
                                it.neighbour().equals(neighbour)
                                        && it.fromMillis() <= elapsedMillis
                                        && elapsedMillis < it.toMillis());
    }
}
