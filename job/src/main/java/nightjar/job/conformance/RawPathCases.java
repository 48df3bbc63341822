// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import nightjar.connectors.camera.DetectorNames;
import nightjar.connectors.presence.PresenceSettings;
import nightjar.connectors.sidecar.CameraKeys;
import nightjar.connectors.sidecar.KeyLayouts;
import nightjar.job.conformance.CannedServer.Reply;
import nightjar.model.Outcome;
import nightjar.model.PresenceQuestion;
import nightjar.model.Raw;
import nightjar.model.VisitDetector;
import nightjar.model.port.Deadline;
import nightjar.model.port.Presence;
import nightjar.model.port.Sidecars;
import nightjar.model.rule.SnapRule;
import nightjar.operators.step.PresenceStep;

/** Object keys of raws: what they tell, and how raws that are there already are found. */
final class RawPathCases {

    private static final Deadline PATIENT = new Deadline(Long.MAX_VALUE);
    private static final VisitDetector KEY =
            new VisitDetector("LSSTCam", "2022-03-21T00:01:00", 42);
    private static final String SENSOR = "R\\d\\d_S.\\d";

    /** Exposures are abbreviated in the cases: "...42" is exposure 42 of this day. */
    private static final long DAY = 20250926_00000L;

    private RawPathCases() {}

    static Checker checker() {
        return new JsonChecker()
                .list(
                        "key_of",
                        Fields.of("instrument", "detector", "exposure", "key")
                                .orAlso("group", "snap", "filter"),
                        RawPathCases::keyOf)
                .list(
                        "prefix_for_listing",
                        Fields.of("instrument", "prefix").orAlso("group", "detector", "snap"),
                        RawPathCases::prefix)
                .list("exposure_id_from_key", Fields.of("key", "exposure"), RawPathCases::exposure)
                .list(
                        "presence_service",
                        Fields.of("key").orAlso("response", "configured_url", "instrument"),
                        RawPathCases::presence)
                .list(
                        "existing_raws",
                        Fields.of(
                                "expected_snaps",
                                "known",
                                "lookups",
                                "known_after",
                                "ingest_calls"),
                        RawPathCases::existing);
    }

    private static Verdict keyOf(JsonNode root, JsonNode each) {
        var key = each.path("key").asText();
        var read = KeyLayouts.known().read(key);
        if (!read.isDone()) {
            return Verdict.failed(key + " is not read: " + read.asLoss());
        }
        var raw = read.asValue().orElseThrow();
        boolean grouped = !raw.group().isEmpty();
        var sidecar = key.replaceFirst("\\.f[^/]*$", ".json");
        return Verdict.same("instrument", each.path("instrument").asText(), raw.instrument())
                .and(() -> Verdict.same("detector", each.path("detector").asInt(), raw.detector()))
                .and(() -> Verdict.same("exposure", each.path("exposure").asLong(), raw.exposure()))
                .and(
                        () ->
                                grouped
                                        ? inKey(each, raw.group(), raw.snap())
                                        : Verdict.same("sidecar", sidecar, raw.sidecarKey()));
    }

    private static Verdict inKey(JsonNode each, String group, int snap) {
        return Verdict.same("group", each.path("group").asText(), group)
                .and(() -> Verdict.same("snap", each.path("snap").asInt(), snap));
    }

    private static Verdict prefix(JsonNode root, JsonNode each) {
        var key =
                new VisitDetector(
                        each.path("instrument").asText(),
                        each.path("group").asText("2022032100001"),
                        each.path("detector").asInt());
        var expected = Optional.ofNullable(each.get("prefix")).filter(it -> !it.isNull());
        return Verdict.same(
                "prefix",
                expected.map(JsonNode::asText),
                KeyLayouts.known().listingPrefix(key, each.path("snap").asInt()));
    }

    /** The sensor in such a key need not be one that the camera has. */
    private static Verdict exposure(JsonNode root, JsonNode each) {
        var key = each.path("key").asText();
        var sensor = key.replaceFirst(".*_(" + SENSOR + ")\\.f.*", "$1");
        var instrument = key.substring(0, Math.max(0, key.indexOf('/')));
        var camera =
                CameraKeys.lsst(
                        instrument, List.of(instrument), DetectorNames.of(Map.of(0, sensor)));
        var read = new KeyLayouts(List.of(camera)).read(key).asValue();
        return Verdict.same(
                "exposure",
                Optional.of(each.path("exposure").asLong()),
                read.map(raw -> raw.exposure()));
    }

    private static Verdict presence(JsonNode root, JsonNode each) throws Exception {
        if (each.has("configured_url")) {
            return unconfigured(each.path("configured_url").asText());
        }
        var response = each.path("response");
        if (!response.isObject()) {
            return Verdict.failed("it has neither a response nor a configured_url");
        }
        try (var server = new CannedServer(it -> new Reply(200, response.toString()))) {
            var found = PresenceCases.ask(server, KEY, 0);
            var why = found.asLoss().map(loss -> loss.why()).orElse("");
            var expected = Optional.ofNullable(each.get("key")).filter(it -> !it.isNull());
            var key = found.asValue().flatMap(uri -> uri).map(RawPathCases::keyOfUri);
            return Verdict.same("key", expected.map(JsonNode::asText), key)
                    .and(
                            () ->
                                    Verdict.when(
                                            why.contains(response.path("message").asText()),
                                            () -> "the message is lost: " + why));
        }
    }

    private static String keyOfUri(String uri) {
        return uri.replaceFirst("s3://[^/]+/", "");
    }

    /** Without an address nobody is asked, so that nothing is found. */
    private static Verdict unconfigured(String url) {
        try {
            var settings = PresenceSettings.at(url);
            return Verdict.failed("a client was made for " + settings);
        } catch (IllegalArgumentException e) {
            return Verdict.PASSED;
        }
    }

    /** Asks for the snaps that are missing and takes what is there; an exposure counts once. */
    private static Verdict existing(JsonNode root, JsonNode each) throws Exception {
        var lookups = new ArrayList<Optional<Long>>();
        each.path("lookups")
                .forEach(it -> lookups.add(it.isNull() ? Optional.empty() : exposureId(it)));
        var held = new TreeMap<Long, Integer>();
        each.path("known").forEach(it -> held.put(it.asLong(), snapOf(it.asLong(), lookups)));
        var taken = new ArrayList<Long>();
        var step = new PresenceStep(finding(lookups), identifying(), InstantSource.system());
        int expected = each.path("expected_snaps").asInt();
        for (int snap : SnapRule.DEFAULT.missing(expected, List.copyOf(held.values()))) {
            var raw = step.ask(new PresenceQuestion(KEY, snap, Long.MAX_VALUE), PATIENT);
            LongConsumer take =
                    id -> {
                        if (held.putIfAbsent(id, snap) == null) {
                            taken.add(id);
                        }
                    };
            raw.asValue().map(Raw::exposure).ifPresent(take::accept);
        }
        Set<Long> after = new TreeSet<>();
        each.path("known_after").forEach(it -> after.add(it.asLong()));
        return Verdict.same("known", after, held.keySet())
                .and(() -> Verdict.same("taken", each.path("ingest_calls").asInt(), taken.size()));
    }

    private static int snapOf(long exposure, List<Optional<Long>> lookups) {
        return Math.max(0, lookups.indexOf(Optional.of(exposure)));
    }

    private static Optional<Long> exposureId(JsonNode lookup) {
        return lookup.isNumber()
                ? Optional.of(lookup.asLong())
                : Optional.of(DAY + Long.parseLong(lookup.asText().replaceFirst("^\\.+", "")));
    }

    private static Presence finding(List<Optional<Long>> lookups) {
        return (key, snap, deadline) ->
                Outcome.done(
                        snap < lookups.size()
                                ? lookups.get(snap).map(id -> "s3://raw/" + id)
                                : Optional.empty());
    }

    private static Sidecars identifying() {
        return (object, deadline) -> {
            long id = Long.parseLong(object.key());
            return Outcome.done(
                    new Raw(KEY, id, 0, "s3://raw/" + id, "", 60_944, 60_945, 1, 2, 3, "", 0, 0));
        };
    }
}
