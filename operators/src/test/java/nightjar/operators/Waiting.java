// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import java.time.Duration;
import java.util.List;
import nightjar.model.Ended;
import nightjar.model.Preloaded;
import nightjar.model.Raw;
import nightjar.model.ReadyVisit;
import nightjar.model.UnwantedDetector;
import nightjar.operators.placement.DetectorKey;
import org.apache.flink.types.Either;

/** The wait for snaps, on a clock of its own; who opens one closes it. */
final class Waiting {

    private static final Duration TOMBSTONE = SnapSettings.DEFAULT.tombstone();

    private final Played<DetectorKey, Preloaded, Either<UnwantedDetector, Raw>, ReadyVisit> played;

    Waiting() throws Exception {
        played =
                new Played<>(
                        () -> new AwaitSnaps(SnapSettings.DEFAULT),
                        preloaded -> DetectorKey.of(preloaded.key()),
                        Arrivals::key,
                        DetectorKey.TYPE);
    }

    void announce(Preloaded preloaded) throws Exception {
        played.first(preloaded);
    }

    void arrive(Raw raw) throws Exception {
        played.second(Either.Right(raw));
    }

    void unwanted(UnwantedDetector unwanted) throws Exception {
        played.second(Either.Left(unwanted));
    }

    void cancel(int detector) throws Exception {
        unwanted(Night.canceled(detector));
    }

    void at(long millis) throws Exception {
        played.at(millis);
    }

    void restartAt(long millis) throws Exception {
        played.restartAt(millis);
    }

    void holds(int states, int timers) {
        played.holds(states, timers);
    }

    List<ReadyVisit> out() {
        return played.out();
    }

    List<Ended> lost() {
        return played.out(AwaitSnaps.LOST);
    }

    /** A tombstone with its alarm for each, and after their time nothing at all. */
    void endsWithOnlyTombstones(int count, long endedMillis) throws Exception {
        holds(2 * count, count);

        at(endedMillis + TOMBSTONE.toMillis());

        holds(0, 0);
    }

    void close() throws Exception {
        played.close();
    }
}
