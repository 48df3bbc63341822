// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import nightjar.connectors.http.Http;
import nightjar.connectors.sattle.SattleClient;
import nightjar.connectors.sattle.SattleSettings;
import nightjar.job.conformance.CannedServer.Reply;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.Sattle.Box;
import nightjar.model.port.Sattle.Exposure;

/** What Sattle answers, and what may then leave the job. */
final class SattleCases {

    private static final String VISIT_CACHE = "/visit_cache";
    private static final String ALLOW_LIST = "/diasource_allow_list";
    private static final int USUAL_SOURCES = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Exposure EXPOSURE =
            new Exposure(2026112000012L, 61_364.25, 61_364.2503, 225.5, -38.25);

    /** Without one of these, Sattle answers 400. */
    private static final Set<String> VISIT_FIELDS =
            Set.of(
                    "visit_id",
                    "exposure_start_mjd",
                    "exposure_end_mjd",
                    "boresight_ra",
                    "boresight_dec");

    private static final Set<String> LIST_FIELDS = Set.of("visit_id", "detector_id", "diasources");

    private SattleCases() {}

    static Checker checker() {
        return new JsonChecker()
                .list(
                        "client",
                        Fields.of()
                                .orAlso(
                                        "allow_list_replies",
                                        "sources",
                                        "kept",
                                        "outcome",
                                        "visit_cache_put",
                                        "visit_cache_reply",
                                        "SATTLE_URI_BASE"),
                        SattleCases::client)
                .list(
                        "server",
                        Fields.of("put", "status")
                                .orAlso(
                                        "missing_field",
                                        "already",
                                        "compute_fails",
                                        "visit_unknown"),
                        SattleCases::server)
                .section("geometry", SattleGeometry::cases);
    }

    private static Verdict client(JsonNode root, JsonNode each) throws Exception {
        if (each.has("SATTLE_URI_BASE")) {
            return configured(each.path("SATTLE_URI_BASE").asText());
        }
        if (each.has("visit_cache_reply")) {
            return registration(each.path("visit_cache_reply").asInt());
        }
        if (each.path("allow_list_replies").isEmpty()
                || !(each.has("kept") || each.has("outcome"))) {
            return Verdict.failed("it tells no allow_list_replies, or neither kept nor outcome");
        }
        int sources = each.path("sources").asInt(USUAL_SOURCES);
        var replies = new ArrayDeque<Reply>();
        each.path("allow_list_replies").forEach(it -> replies.add(reply(it, sources)));
        int calls = replies.size();
        int registrations = each.has("visit_cache_put") ? 1 : 0;
        try (var server = sattle(200, replies)) {
            var allowed = ask(server, sources);
            return Verdict.same("kept", kept(each, sources), allowed.asValue().map(TreeSet::new))
                    .and(() -> calls(server, ALLOW_LIST, calls))
                    .and(() -> calls(server, VISIT_CACHE, registrations));
        }
    }

    private static Verdict calls(CannedServer server, String path, long expected) {
        return Verdict.same("calls of " + path, expected, server.calls(path));
    }

    private static Verdict configured(String base) {
        try {
            return Verdict.failed("a client was made for " + SattleSettings.at(base));
        } catch (IllegalArgumentException e) {
            return Verdict.PASSED;
        }
    }

    /** A visit that could not be registered is registered again when the list is asked for. */
    private static Verdict registration(int status) throws Exception {
        var replies = new ArrayDeque<Reply>(List.of(new Reply(404, ""), allowing("[1,5]")));
        var first = new ArrayDeque<Reply>(List.of(new Reply(status, "")));
        try (var server =
                new CannedServer(
                        it ->
                                it.path().equals(ALLOW_LIST)
                                        ? next(replies)
                                        : Optional.ofNullable(first.poll())
                                                .orElse(new Reply(200, "{}")))) {
            var client = client(server);
            boolean registered = client.register(EXPOSURE, Deadline.in(PATIENCE)).isDone();
            var allowed = ask(server, USUAL_SOURCES).asValue();
            return Verdict.same("registered", status == 200, registered)
                    .and(() -> Verdict.same("kept", Optional.of(Set.of(1L, 5L)), allowed));
        }
    }

    /** Fields that Sattle cannot do without are never missing; of its answers only 200 is yes. */
    private static Verdict server(JsonNode root, JsonNode each) throws Exception {
        var path = each.path("put").asText();
        int status = each.path("status").asInt();
        boolean cache = path.equals(VISIT_CACHE);
        var reply = status == 200 && !cache ? allowing("[1,5]") : new Reply(status, "{}");
        try (var server =
                new CannedServer(it -> it.path().equals(path) ? reply : new Reply(200, "{}"))) {
            boolean yes =
                    cache
                            ? client(server).register(EXPOSURE, Deadline.in(PATIENCE)).isDone()
                            : ask(server, USUAL_SOURCES).isDone();
            var body = new ObjectMapper().readTree(server.asked().get(0).body());
            var missing = new TreeSet<>(cache ? VISIT_FIELDS : LIST_FIELDS);
            body.fieldNames().forEachRemaining(missing::remove);
            long tries = status == 404 && !cache ? 2 : 1;
            return Verdict.same("missing fields", Set.of(), missing)
                    .and(() -> Verdict.same("taken for a yes", status == 200, yes))
                    .and(() -> calls(server, path, tries));
        }
    }

    private static Reply reply(JsonNode told, int sources) {
        var list = told.path("allow_list");
        var ids = list.isTextual() ? all(sources).toString() : list.toString();
        int status = told.path("status").asInt();
        return status == 200 ? allowing(ids) : new Reply(status, "");
    }

    private static Optional<Set<Long>> kept(JsonNode each, int sources) {
        var kept = each.path("kept");
        if (kept.isMissingNode()) {
            return Optional.empty();
        }
        var ids = new TreeSet<Long>();
        kept.forEach(id -> ids.add(id.asLong()));
        return Optional.of(kept.isTextual() ? all(sources) : ids);
    }

    private static Set<Long> all(int sources) {
        return LongStream.rangeClosed(1, sources)
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Reply allowing(String ids) {
        return new Reply(
                200, "{\"visit_id\":2026112000012,\"detector_id\":4,\"allow_list\":" + ids + "}");
    }

    private static CannedServer sattle(int visitCache, ArrayDeque<Reply> lists) throws IOException {
        return new CannedServer(
                it -> it.path().equals(ALLOW_LIST) ? next(lists) : new Reply(visitCache, "{}"));
    }

    /** One after another, the last for ever. */
    private static synchronized Reply next(ArrayDeque<Reply> replies) {
        return replies.size() > 1 ? replies.remove() : replies.element();
    }

    private static SattleClient client(CannedServer server) {
        var settings = SattleSettings.at(server.address()).withTimeout(PATIENCE);
        return new SattleClient(new Http(), settings);
    }

    private static Outcome<Set<Long>> ask(CannedServer server, int sources)
            throws InterruptedException {
        var boxes = new ArrayList<Box>();
        for (long id : all(sources)) {
            boxes.add(new Box(id, new double[] {10, 1, 10.1, 1, 10.1, 1.1, 10, 1.1}));
        }
        return client(server).allowed(EXPOSURE, 4, boxes, Deadline.in(PATIENCE));
    }
}
