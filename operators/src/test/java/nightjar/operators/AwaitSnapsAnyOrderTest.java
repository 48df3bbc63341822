// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import nightjar.model.Ended;
import nightjar.model.Preloaded;
import nightjar.model.Raw;
import nightjar.model.ReadyVisit;
import nightjar.model.UnwantedDetector;
import nightjar.model.VisitDetector;
import nightjar.operators.placement.DetectorKey;
import org.apache.flink.types.Either;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes, in whichever order, with restarts in between. */
class AwaitSnapsAnyOrderTest {

    private static final int DETECTORS = 12;
    private static final long DAYS = 2 * 86_400_000L;

    /** One thing that happens. */
    @FunctionalInterface
    private interface Happening {
        void to(Played<DetectorKey, Preloaded, Either<UnwantedDetector, Raw>, ReadyVisit> night)
                throws Exception;
    }

    private final List<VisitDetector> over = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void everyVisitDetectorThatAnythingCameForIsOverExactlyOnceAndNothingIsLeft(long seed)
            throws Exception {
        var random = new Random(seed);
        var night =
                new Played<>(
                        () -> new AwaitSnaps(SnapSettings.DEFAULT),
                        preloaded -> DetectorKey.of(preloaded.key()),
                        Arrivals::key,
                        DetectorKey.TYPE);
        var happenings = happenings(random);
        Collections.shuffle(happenings, random);
        long now = Night.START;
        for (var happening : happenings) {
            happening.to(night);
            now += random.nextInt(4) == 0 ? random.nextInt(200_000) : random.nextInt(1_000);
            if (random.nextInt(8) == 0) {
                collect(night);
                night.restartAt(now);
            }
            night.at(now);
        }
        night.at(now + DAYS / 4);
        night.at(now + DAYS);
        collect(night);

        assertThat(over).as("seed %d", seed).hasSize(DETECTORS).doesNotHaveDuplicates();
        night.at(now + 2 * DAYS);
        night.holds(0, 0);
        night.close();
    }

    /** For each detector some of: an announcement, snaps, repetitions, a cancellation. */
    private static List<Happening> happenings(Random random) {
        var happenings = new ArrayList<Happening>();
        for (int detector = 0; detector < DETECTORS; detector++) {
            var visit = Night.preloaded(detector, random.nextInt(3));
            var canceled = Night.canceled(detector);
            int before = happenings.size();
            for (int times = random.nextInt(3); times > 0; times--) {
                happenings.add(night -> night.first(visit));
            }
            for (int snaps = random.nextInt(5); snaps > 0; snaps--) {
                double turned = random.nextInt(4) == 0 ? 5 : 0;
                var raw = Night.raw(detector, random.nextInt(2), Night.ANGLE_DEG + turned);
                happenings.add(night -> night.second(Either.Right(raw)));
            }
            if (random.nextInt(3) == 0 || happenings.size() == before) {
                happenings.add(night -> night.second(Either.Left(canceled)));
            }
        }
        return happenings;
    }

    private void collect(
            Played<DetectorKey, Preloaded, Either<UnwantedDetector, Raw>, ReadyVisit> night) {
        night.out().forEach(ready -> over.add(ready.key()));
        night.out(AwaitSnaps.LOST).stream().map(Ended::key).forEach(over::add);
    }
}
