// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.world;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import nightjar.job.simulate.runtime.VirtualTime;
import nightjar.model.ObjectCreated;
import nightjar.model.Outcome;
import nightjar.model.Raw;
import nightjar.model.VisitDetector;
import nightjar.model.port.Deadline;
import nightjar.model.port.Presence;
import nightjar.model.port.Sattle;
import nightjar.model.port.Sidecars;

/**
 * The neighbours that only answer: Sattle, Presence, and whoever keeps the sidecars.
 *
 * @param isSatellite whether a DIASource, by its id, is what Sattle must not let pass
 */
record SimulatedDesk(Night night, VirtualTime time, Effects effects, LongPredicate isSatellite) {

    Sattle sattle() {
        return new Sattle() {
            @Override
            public Outcome<Exposure> register(Exposure exposure, Deadline deadline)
                    throws InterruptedException {
                return effects.look("sattle", () -> Outcome.done(exposure));
            }

            @Override
            public Outcome<Set<Long>> allowed(
                    Exposure exposure, int detector, List<Box> sources, Deadline deadline)
                    throws InterruptedException {
                return effects.look(
                        "sattle",
                        () ->
                                Outcome.done(
                                        sources.stream()
                                                .map(Box::diaSourceId)
                                                .filter(id -> !isSatellite.test(id))
                                                .collect(Collectors.toSet())));
            }
        };
    }

    Presence presence() {
        return new Presence() {
            @Override
            public Outcome<Optional<String>> find(VisitDetector key, int snap, Deadline deadline)
                    throws InterruptedException {
                return effects.look(
                        "presence",
                        () ->
                                Outcome.done(
                                        night.there(key, snap, time.elapsedMillis())
                                                .map(found -> "s3://raw/" + found)));
            }
        };
    }

    Sidecars sidecars() {
        return new Sidecars() {
            @Override
            public Outcome<Raw> identify(ObjectCreated object, Deadline deadline)
                    throws InterruptedException {
                return effects.look("sidecars", () -> Outcome.done(night.raw(object)));
            }
        };
    }
}
