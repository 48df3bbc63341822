// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.sattle;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import nightjar.sandbox.box.process.Child;
import nightjar.sandbox.box.web.Ask;
import nightjar.sandbox.box.web.Refused;
import nightjar.sandbox.box.web.Reply;
import nightjar.sandbox.box.web.Web;

/**
 * {@code Sattle <port> <satellites.json>}: Sattle's three calls with its statuses, and with what a
 * client of the real one must survive: a single allowed id comes nested ({@code [[id]]}), and an
 * empty list of sources is an error when there are satellites.
 */
public final class Sattle {

    private final Satellites satellites;
    private final Map<String, VisitTracks> visits = new LinkedHashMap<>();

    Sattle(Satellites satellites) {
        this.satellites = satellites;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Web web = serve(Integer.parseInt(args[0]), Path.of(args[1]));
        System.out.println(Child.READY + web.address());
        new CountDownLatch(1).await();
    }

    /** Serves in this JVM: satellites are read from the file whenever it changes. */
    public static Web serve(int port, Path satellites) throws IOException {
        Sattle sattle = new Sattle(new Satellites(satellites));
        return Web.serve(port, "application/json", sattle::answer);
    }

    synchronized Reply answer(Ask ask) {
        if (ask.is("PUT", 1, "visit_cache")) {
            return register(ask.json());
        }
        if (ask.is("GET", 1, "visit_cache")) {
            return Reply.ok(visits);
        }
        if (ask.is("PUT", 1, "diasource_allow_list")) {
            return allow(ask.json());
        }
        return error(404, "not found: " + ask.method() + " /" + String.join("/", ask.path()));
    }

    private Reply register(JsonNode json) {
        need(json, "visit_id", "exposure_start_mjd", "exposure_end_mjd");
        need(json, "boresight_ra", "boresight_dec");
        if (visits.containsKey(key(json))) {
            return Reply.ok(Map.of("message", "visit is in the cache already"));
        }
        try {
            VisitTracks tracks =
                    VisitTracks.of(
                            new SkyPoint(
                                    number(json, "boresight_ra"), number(json, "boresight_dec")),
                            number(json, "exposure_start_mjd"),
                            number(json, "exposure_end_mjd"),
                            satellites.all());
            visits.put(key(json), tracks);
            return Reply.ok(Map.of("message", tracks.tracks().size() + " satellites"));
        } catch (IllegalArgumentException e) {
            return error(500, "failed to compute: " + e.getMessage());
        }
    }

    private Reply allow(JsonNode json) {
        need(json, "visit_id", "detector_id", "diasources");
        VisitTracks visit = visits.get(key(json));
        if (visit == null) {
            return error(404, "visit " + json.path("visit_id").asText() + " is not in the cache");
        }
        try {
            List<AllowList.Source> sources = sources(json.path("diasources"));
            if (sources.isEmpty() && !visit.tracks().isEmpty()) {
                return error(400, "failed to compute: no sources");
            }
            List<Long> allowed = AllowList.allowed(sources, visit.regions());
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("visit_id", json.path("visit_id"));
            body.put("detector_id", json.path("detector_id"));
            boolean nested = sources.size() == 1 && allowed.size() == 1;
            body.put("allow_list", nested ? List.of(allowed) : allowed);
            return Reply.ok(body);
        } catch (IllegalArgumentException e) {
            return error(400, "failed to compute: " + e.getMessage());
        }
    }

    private static List<AllowList.Source> sources(JsonNode json) {
        List<AllowList.Source> sources = new ArrayList<>();
        for (JsonNode one : json) {
            List<SkyPoint> corners = new ArrayList<>();
            for (JsonNode corner : one.path("bbox")) {
                corners.add(
                        new SkyPoint(
                                corner.path(0).asDouble(Double.NaN),
                                corner.path(1).asDouble(Double.NaN)));
            }
            if (corners.size() != 4 || !one.path("diasource_id").canConvertToLong()) {
                throw new IllegalArgumentException("a source without id or without four corners");
            }
            sources.add(
                    new AllowList.Source(one.path("diasource_id").asLong(), new Region(corners)));
        }
        return sources;
    }

    /** Visits with and without {@code historical} are apart, as upstream keeps them. */
    private static String key(JsonNode json) {
        boolean historical = json.path("historical").asBoolean(false);
        return json.path("visit_id").asText() + (historical ? "_historical" : "");
    }

    private static double number(JsonNode json, String field) {
        if (!json.path(field).isNumber()) {
            throw new IllegalArgumentException(field + " is no number");
        }
        return json.path(field).asDouble();
    }

    private static void need(JsonNode json, String... fields) {
        for (String field : fields) {
            if (!json.has(field)) {
                throw new Refused(error(400, "missing field " + field));
            }
        }
    }

    private static Reply error(int status, String message) {
        return new Reply(status, Map.of("error", message));
    }
}
