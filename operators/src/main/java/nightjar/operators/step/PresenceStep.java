// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
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

    /** From s3://profile@bucket/key or s3://bucket/key. */
    private Optional<ObjectCreated> object(String uri) {
        var parsed = URI.create(uri.replace(" ", "%20"));
        var bucket = Optional.ofNullable(parsed.getHost()).orElse(parsed.getAuthority());
        var path = parsed.getPath();
        if (bucket == null || path == null || path.length() < 2) {
            return Optional.empty();
        }
        return Optional.of(new ObjectCreated(bucket, path.substring(1), 0, "", 0, clock.millis()));
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
