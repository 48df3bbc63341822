// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import nightjar.sandbox.box.web.Ask;
import nightjar.sandbox.box.web.Refused;
import nightjar.sandbox.box.web.Reply;

/**
 * A stand-in of Presence, the service that knows which raws have arrived: {@code GET
 * /presence/{instrument}/{group}/{snap}/{Rnn_Snn}}. The sandbox's camera tells it by {@code POST
 * /admin/objects} what a real one learns from the ingest; {@code POST /admin/redis {"up": false}}
 * makes it answer 500, as it does when its Redis is gone.
 */
final class Presence {

    /** As lsst-dm/embargo-butler src/presence.py has them, and the sandbox's own. */
    private static final List<String> INSTRUMENTS =
            List.of("LATISS", "LSSTComCam", "LSSTComCamSim", "LSSTCam", "LSST-TS8", "SandboxCam");

    /** Wavefront and guider sensors do not match: upstream answers 400 for them, too. */
    private static final Pattern DETECTOR = Pattern.compile("R\\d\\d_S\\d\\d");

    private final Set<String> instruments = new TreeSet<>(INSTRUMENTS);
    private final Map<String, String> uris = new ConcurrentHashMap<>();
    private volatile boolean redisUp = true;

    Presence(List<String> moreInstruments) {
        instruments.addAll(moreInstruments);
    }

    Reply answer(Ask ask) {
        if (ask.is("GET", 5, "presence")) {
            return present(ask.at(1), ask.at(2), ask.at(3), ask.at(4));
        }
        if (ask.is("POST", 2, "admin") && ask.at(1).equals("objects")) {
            return put(ask.json());
        }
        if (ask.is("POST", 2, "admin") && ask.at(1).equals("redis")) {
            redisUp = ask.json().path("up").asBoolean(true);
            return Reply.ok(Map.of("up", redisUp));
        }
        return error(404, "not found: " + ask.method() + " /" + String.join("/", ask.path()));
    }

    private Reply present(String instrument, String group, String snap, String detector) {
        if (!instruments.contains(instrument)) {
            return error(400, "unknown instrument " + instrument);
        }
        if (!DETECTOR.matcher(detector).matches()) {
            return error(400, "bad detector name " + detector);
        }
        if (!snap.matches("\\d{1,9}")) {
            return error(400, "bad snap " + snap);
        }
        if (!redisUp) {
            return error(500, "Redis does not answer");
        }
        String uri = uris.get(key(instrument, group, Integer.parseInt(snap), detector));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", false);
        body.put("present", uri != null);
        if (uri != null) {
            body.put("uri", uri);
        }
        return Reply.ok(body);
    }

    private Reply put(JsonNode object) {
        for (String field : List.of("instrument", "group", "snap", "detector", "uri")) {
            if (!object.has(field)) {
                throw new Refused(error(400, "missing field " + field));
            }
        }
        String instrument = object.path("instrument").asText();
        if (!instruments.contains(instrument)) {
            return error(400, "unknown instrument " + instrument);
        }
        uris.put(
                key(
                        instrument,
                        object.path("group").asText(),
                        object.path("snap").asInt(),
                        object.path("detector").asText()),
                object.path("uri").asText());
        return Reply.ok(Map.of("error", false, "known", uris.size()));
    }

    private static String key(String instrument, String group, int snap, String detector) {
        return "GROUP:" + instrument + ":" + group + ":" + snap + ":" + detector;
    }

    private static Reply error(int status, String message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", true);
        body.put("message", message);
        return new Reply(status, body);
    }
}
