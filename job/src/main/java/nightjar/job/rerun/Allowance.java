// SPDX-License-Identifier: Apache-2.0
package nightjar.job.rerun;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import nightjar.job.config.NightjarConfig;
import nightjar.operators.stage.Limit;

/** How long a rerun may take; then it gives up what has not ended, and says so. */
final class Allowance {

    private final Duration within;
    private final LongSupplier nanos;
    private final long began;

    Allowance(Duration within, LongSupplier nanos) {
        this.within = within;
        this.nanos = nanos;
        began = nanos.getAsLong();
    }

    /** What all stages may take one after another: longer than anything that still goes on. */
    static Duration usual(NightjarConfig config, List<Groups.Part> parts) {
        var all = Duration.ZERO;
        for (var part : parts) {
            all = all.plus(of(config, part.entries().size()));
        }
        return all;
    }

    /**
     * Of one part. Images wait for a worker, and the time does not run while they do; elsewhere so
     * many are asked about at once that the longest of them counts.
     */
    static Duration of(NightjarConfig config, int visitDetectors) {
        var limits = config.limits();
        int atOnce =
                Math.min(
                        config.imaging().workers(),
                        limits.difference().calls() * ShortJob.PARALLELISM);
        int rounds = (visitDetectors + atOnce - 1) / atOnce;
        var images = limits.difference().deadline().multipliedBy(Math.max(1, rounds));
        return List.of(
                        limits.decode(),
                        limits.preload(),
                        limits.presence(),
                        limits.order(),
                        limits.clear(),
                        limits.turn(),
                        limits.associate(),
                        limits.commit())
                .stream()
                .map(Limit::deadline)
                .reduce(images.plus(RerunSettings.IMAGES_WITHIN), Duration::plus);
    }

    /** Why it is over, if it is. */
    Optional<String> over() {
        return taken().compareTo(within) < 0
                ? Optional.empty()
                : Optional.of("not ended within " + words(within) + " (--within)");
    }

    Duration taken() {
        return Duration.ofNanos(nanos.getAsLong() - began);
    }

    String left() {
        var left = within.minus(taken());
        return words(left.isNegative() ? Duration.ZERO : left);
    }

    private static String words(Duration time) {
        if (time.toHours() > 0) {
            return "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
        }
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}
