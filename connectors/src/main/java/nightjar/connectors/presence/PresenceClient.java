// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.presence;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import nightjar.connectors.camera.DetectorNames;
import nightjar.connectors.http.Answer;
import nightjar.connectors.http.Http;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.VisitDetector;
import nightjar.model.port.Deadline;
import nightjar.model.port.Presence;

/**
 * Asks Presence as Prompt Processing does: GET base/instrument/group/snap/Rnn_Snn (lsst-dm/
 * embargo-butler, presence.py). Wavefront and guider sensors are never asked about: it answers 400
 * to their names.
 */
public final class PresenceClient implements Presence {

    private static final String PRESENCE = "Presence";
    private static final int MOST_BYTES = 64 << 10;
    private static final Pattern SCIENCE = Pattern.compile("R\\d\\d_S\\d\\d");
    private static final Pattern S3_URI = Pattern.compile("s3://(?:[^/@]*@)?([^/@]+/.+)");

    private final Http http;
    private final PresenceSettings settings;
    private final Map<String, DetectorNames> cameras;

    /**
     * @param cameras detector names by instrument; Presence is not asked about other instruments
     */
    public PresenceClient(
            Http http, PresenceSettings settings, Map<String, DetectorNames> cameras) {
        this.http = http;
        this.settings = settings;
        this.cameras = Map.copyOf(cameras);
    }

    @Override
    public Outcome<Optional<String>> find(VisitDetector key, int snap, Deadline deadline)
            throws InterruptedException {
        var camera = cameras.get(key.instrument());
        var name = camera == null ? Optional.<String>empty() : camera.name(key.detector());
        if (name.isEmpty()) {
            return lost(Cause.INVALID, "Presence cannot be asked: no name is known for " + key);
        }
        if (!SCIENCE.matcher(name.get()).matches()) {
            return lost(Cause.IGNORABLE, "Presence does not know sensors like " + name.get());
        }
        var uri =
                URI.create(
                        String.join(
                                "/",
                                settings.base(),
                                segment(key.instrument()),
                                segment(key.group()),
                                Integer.toString(snap),
                                name.get()));
        var request = HttpRequest.newBuilder(uri).GET().build();
        var time = deadline.leftAtMost(settings.timeout());
        return http.ask(PRESENCE, request, time, MOST_BYTES).then(answer -> read(answer, key));
    }

    private static Outcome<Optional<String>> read(Answer answer, VisitDetector key) {
        // Presence is asked again soon anyway; there is no breaker that would keep a wrong log-in
        // away.
        if (answer.isNeighboursTrouble() && !answer.isOfAStranger()) {
            return lost(Cause.TRANSIENT, "Presence answered " + answer.status() + " for " + key);
        }
        if (answer.status() != 200) {
            return lost(
                    Cause.INVALID,
                    "Presence answered " + answer.status() + " for " + key + answer.advice());
        }
        return answer.json(PRESENCE).then(body -> told(body, key));
    }

    private static Outcome<Optional<String>> told(JsonNode body, VisitDetector key) {
        var present = body.path("present");
        if (body.path("error").asBoolean(false) || !present.isBoolean()) {
            var message = body.path("message").asText("no message");
            return lost(Cause.TRANSIENT, "Presence failed for " + key + ": " + message);
        }
        if (!present.booleanValue()) {
            return Outcome.done(Optional.empty());
        }
        // Rubin writes s3://profile@bucket/key; the profile names credentials, not a place.
        var uri = S3_URI.matcher(body.path("uri").asText(""));
        return uri.matches()
                ? Outcome.done(Optional.of("s3://" + uri.group(1)))
                : lost(Cause.TRANSIENT, "Presence says that " + key + " is there, but not where");
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":");
    }

    private static Outcome<Optional<String>> lost(Cause cause, String why) {
        return Outcome.lost(new Loss(Ending.FAILED, cause, why));
    }
}
