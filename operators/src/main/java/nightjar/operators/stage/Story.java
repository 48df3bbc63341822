// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import java.util.Optional;
import nightjar.model.Cleared;
import nightjar.model.Differenced;
import nightjar.model.Ended;
import nightjar.model.ForVisitDetector;
import nightjar.model.Loss;
import nightjar.model.Planned;
import nightjar.model.ReadyVisit;

/** The end of a story, with the times that its record knows. */
final class Story {

    private Story() {}

    static Ended ended(ForVisitDetector of, String stage, Loss loss, long nowMillis) {
        var end = Ended.lost(of, stage, loss, nowMillis);
        return ready(of).map(ready -> withTimes(end, ready)).orElse(end);
    }

    private static Ended withTimes(Ended end, ReadyVisit ready) {
        return new Ended(
                end.key(),
                end.visit(),
                end.ending(),
                end.cause(),
                end.stage(),
                end.why(),
                end.alerts(),
                ready.preloaded().expected().fannedOutMillis(),
                ready.readyMillis(),
                ready.readoutEndMillis(),
                end.endedMillis());
    }

    /** The visit-detector with its images, where the record knows them. */
    static Optional<ReadyVisit> ready(ForVisitDetector of) {
        if (of instanceof ReadyVisit it) {
            return Optional.of(it);
        }
        if (of instanceof Differenced it) {
            return Optional.of(it.ready());
        }
        if (of instanceof Cleared it) {
            return Optional.of(it.differenced().ready());
        }
        return of instanceof Planned it
                ? Optional.of(it.cleared().differenced().ready())
                : Optional.empty();
    }
}
