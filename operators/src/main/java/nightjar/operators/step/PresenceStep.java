// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.ObjectCreated;
import nightjar.model.Outcome;
import nightjar.model.PresenceQuestion;
import nightjar.model.Raw;
import nightjar.model.port.Deadline;
import nightjar.model.port.Port;
import nightjar.model.port.Presence;
import nightjar.model.port.Sidecars;

/**
 * Asks Presence for a snap's raw, for the case that the bucket's word of it never comes; what is
 * there is identified as any other object.
 */
public final class PresenceStep implements Port<PresenceQuestion, Raw> {

    // A profile may stand before the bucket; the key is taken as it is, as upstream does.
    private static final Pattern URI =
            Pattern.compile("s3://(?:[^@/]*@)?(?<bucket>[^/]+)/(?<key>.+)");

    private final Presence presence;
    private final Sidecars sidecars;
    private final InstantSource clock;

    public PresenceStep(Presence presence, Sidecars sidecars, InstantSource clock) {
        this.presence = presence;
        this.sidecars = sidecars;
        this.clock = clock;
    }

    @Override
    public Outcome<Raw> ask(PresenceQuestion question, Deadline deadline)
            throws InterruptedException {
        var found = presence.find(question.key(), question.snap(), deadline);
        return Ask.then(found, uri -> identify(question, uri, deadline));
    }

    private Outcome<Raw> identify(
            PresenceQuestion question, Optional<String> uri, Deadline deadline)
            throws InterruptedException {
        if (uri.isEmpty()) {
            return Outcome.lost(Loss.ignored("not there yet"));
        }
        var object = object(uri.get());
        if (object.isEmpty()) {
            return Outcome.lost(invalid("Presence gave no s3 URI: " + uri.get()));
        }
        return sidecars.identify(object.get(), deadline).then(raw -> expected(question, raw));
    }

    private Optional<ObjectCreated> object(String uri) {
        var match = URI.matcher(uri);
        return match.matches()
                ? Optional.of(
                        new ObjectCreated(
                                match.group("bucket"),
                                match.group("key"),
                                0,
                                "",
                                0,
                                clock.millis()))
                : Optional.empty();
    }

    private static Outcome<Raw> expected(PresenceQuestion question, Raw raw) {
        return raw.key().equals(question.key())
                ? Outcome.done(raw)
                : Outcome.lost(
                        invalid(
                                "Presence was asked for "
                                        + question.key()
                                        + " and gave a raw of "
                                        + raw.key()));
    }

    private static Loss invalid(String why) {
        return new Loss(Ending.IGNORED, Cause.INVALID, why);
    }
}
