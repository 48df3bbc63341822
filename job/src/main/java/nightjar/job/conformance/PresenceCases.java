// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nightjar.connectors.http.Http;
import nightjar.connectors.presence.PresenceClient;
import nightjar.connectors.presence.PresenceSettings;
import nightjar.connectors.sidecar.KeyLayouts;
import nightjar.job.conformance.CannedServer.Reply;
import nightjar.model.Cause;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.VisitDetector;
import nightjar.model.port.Deadline;

/** What Presence answers, as our client asks and understands it. */
final class PresenceCases {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String URI = "s3://embargo@rubin-summit/LSSTCam/x/y.fits";

    private PresenceCases() {}

    static Checker checker() {
        return new JsonChecker()
                .one("url", PresenceCases::path)
                .list(
                        "cases",
                        Fields.of("status")
                                .orAlso(
                                        "instrument",
                                        "detector",
                                        "found",
                                        "error",
                                        "body_keys",
                                        "redis_down"),
                        PresenceCases::told);
    }

    /** The place of each word in the path that is asked for. */
    private static Verdict path(JsonNode root, JsonNode template) throws Exception {
        var key = new VisitDetector("LSSTCam", "2025-05-22T05:18:32.763", 94);
        try (var server = replying(200, "{\"error\":false,\"present\":false}")) {
            ask(server, key, 1);
            var expected =
                    template.asText()
                            .replaceAll("\\{instrument[^}]*}", key.instrument())
                            .replaceAll("\\{group[^}]*}", key.group())
                            .replaceAll("\\{snap[^}]*}", "1")
                            .replaceAll("\\{Rnn[^}]*}", "R22_S11");
            var found = server.asked().stream().map(CannedServer.Asked::path).toList();
            return Verdict.same("asked", List.of(expected), found);
        }
    }

    /**
     * What it would refuse is not asked, or is no answer; what it finds is believed, what it fails
     * at is asked again.
     */
    private static Verdict told(JsonNode root, JsonNode each) throws Exception {
        int status = each.path("status").asInt();
        try (var server = replying(status, body(each))) {
            var found = ask(server, key(each), 0);
            if (status == 200 && !each.path("error").asBoolean()) {
                var there = found.asValue().map(Optional::isPresent);
                return Verdict.same("present", Optional.of(each.path("found").asBoolean()), there);
            }
            var cause = found.asLoss().map(Loss::cause);
            boolean isItsTrouble = status >= 500 || status == 200;
            boolean again = cause.equals(Optional.of(Cause.TRANSIENT));
            return Verdict.when(!found.isDone(), () -> "a " + status + " was taken for an answer")
                    .and(() -> Verdict.same("asked again after " + status, isItsTrouble, again));
        }
    }

    private static VisitDetector key(JsonNode each) {
        var instrument = each.path("instrument").asText("LSSTCam");
        var name = each.path("detector").asText("R22_S11");
        var names = KeyLayouts.known().detectorNames().get(instrument);
        int detector = names == null ? 0 : names.number(name).orElse(0);
        return new VisitDetector(instrument, "2025-05-22T05:18:32.763", detector);
    }

    private static String body(JsonNode each) {
        var body = new ObjectMapper().createObjectNode();
        body.put("error", each.path("error").asBoolean(false));
        for (var key : each.path("body_keys")) {
            if (key.asText().equals("present")) {
                body.put("present", each.path("found").asBoolean());
            } else if (key.asText().equals("uri")) {
                body.put("uri", URI);
            }
        }
        return body.toString();
    }

    private static CannedServer replying(int status, String body) throws IOException {
        return new CannedServer(question -> new Reply(status, body));
    }

    static Outcome<Optional<String>> ask(CannedServer server, VisitDetector key, int snap)
            throws InterruptedException {
        return client(server).find(key, snap, Deadline.in(PATIENCE));
    }

    static PresenceClient client(CannedServer server) {
        var settings = new PresenceSettings(server.address() + "/presence", PATIENCE);
        return new PresenceClient(new Http(), settings, KeyLayouts.known().detectorNames());
    }
}
