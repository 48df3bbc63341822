// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sattle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nightjar.connectors.http.Answer;
import nightjar.connectors.http.GuardedHttp;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.Sattle.Box;
import nightjar.model.port.Sattle.Exposure;

/** The two calls to Sattle, one HTTP request each, behind the breaker. */
final class SattleCalls {

    static final String SATTLE = "Sattle";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 8 << 20;

    private final GuardedHttp http;
    private final SattleSettings settings;

    SattleCalls(GuardedHttp http, SattleSettings settings) {
        this.http = http;
        this.settings = settings;
    }

    Outcome<Answer> visitCache(Exposure exposure, Deadline deadline) throws InterruptedException {
        var body = JSON.createObjectNode();
        body.put("visit_id", exposure.visit());
        body.put("exposure_start_mjd", exposure.beginMjdTai());
        body.put("exposure_end_mjd", exposure.endMjdTai());
        body.put("boresight_ra", exposure.boresightRaDeg());
        body.put("boresight_dec", exposure.boresightDecDeg());
        return put("/visit_cache", body, deadline);
    }

    Outcome<Answer> allowList(Exposure exposure, int detector, List<Box> sources, Deadline deadline)
            throws InterruptedException {
        var body = JSON.createObjectNode();
        body.put("visit_id", exposure.visit());
        body.put("detector_id", detector);
        var list = body.putArray("diasources");
        for (var source : sources) {
            var one = list.addObject();
            one.put("diasource_id", source.diaSourceId());
            var box = one.putArray("bbox");
            for (int i = 0; i < 8; i += 2) {
                box.addArray().add(source.cornersDeg()[i]).add(source.cornersDeg()[i + 1]);
            }
        }
        return put("/diasource_allow_list", body, deadline);
    }

    private Outcome<Answer> put(String path, ObjectNode body, Deadline deadline)
            throws InterruptedException {
        if (settings.historical()) {
            body.put("historical", true);
        }
        return http.ask(request(path, body), deadline, MOST_BYTES);
    }

    private HttpRequest request(String path, JsonNode body) {
        return HttpRequest.newBuilder(URI.create(settings.base() + path))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8))
                .build();
    }

    /** Nothing of it may leave the job, unless a later try succeeds. */
    static <T> Outcome<T> lost(Cause cause, String why) {
        return Outcome.lost(new Loss(Ending.SUPPRESSED, cause, why));
    }

    /** What any status but 200 means. */
    static <T> Outcome<T> refused(Answer answer, String what) {
        // A failed computation is told as 400, like a missing field: worth another, later try.
        var cause = answer.isNeighboursTrouble() ? Cause.TRANSIENT : Cause.RETRIABLE;
        return lost(cause, "Sattle answered " + answer.status() + " to " + what + answer.advice());
    }
}
