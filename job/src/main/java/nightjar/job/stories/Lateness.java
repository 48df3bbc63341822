// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.util.Map;
import java.util.Optional;

/**
 * How much later than in the undisturbed night the visit-detector ended that suffered most.
 *
 * @param key "visit/detector"
 * @param seconds from its images to its end, less the same undisturbed
 * @param jobSeconds one job time: the longest from images to end in the undisturbed night
 * @param pausedSeconds all recoveries of the night together
 */
record Lateness(String key, double seconds, double jobSeconds, double pausedSeconds) {

    /**
     * Of a night.
     *
     * @param undisturbed "visit/detector" → seconds from its images to its end
     * @param got the same of a night that was disturbed
     * @param paused seconds of all its recoveries together
     * @return empty when no visit-detector is in both
     */
    static Optional<Lateness> of(
            Map<String, Double> undisturbed, Map<String, Double> got, double paused) {
        double job = undisturbed.values().stream().mapToDouble(it -> it).max().orElse(0);
        return got.keySet().stream()
                .filter(undisturbed::containsKey)
                .map(
                        key ->
                                new Lateness(
                                        key,
                                        seconds(key, got) - seconds(key, undisturbed),
                                        job,
                                        paused))
                .max((one, other) -> Double.compare(one.seconds(), other.seconds()));
    }

    private static double seconds(String key, Map<String, Double> night) {
        return night.getOrDefault(key, 0.0);
    }

    /** What it may be at most: what was under way is begun anew once, after the recovery. */
    double goalSeconds() {
        return pausedSeconds + jobSeconds;
    }
}
