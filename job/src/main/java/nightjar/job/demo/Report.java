// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import nightjar.sandbox.box.Death;

/**
 * What a night came to, for people and for machines.
 *
 * @param ledger the ledger's entries by visit-detector
 * @param quarantined what could not be understood
 * @param expected visit-detectors that must be accounted for
 * @param alerts as the check reader saw them
 * @param repeated ids of alerts seen twice
 * @param apdb the APDB's rows
 * @param measurements that reached Sasquatch
 * @param died neighbours that ended by themselves
 * @param score injected against found; empty truth for real files
 * @param latencies from images to alerts
 */
record Report(
        Map<String, JsonNode> ledger,
        Map<String, JsonNode> quarantined,
        int expected,
        List<AlertSeen> alerts,
        List<Long> repeated,
        ApdbRows apdb,
        long measurements,
        List<Death> died,
        Score score,
        Latencies latencies,
        double wallSeconds,
        long peakRssMiB,
        long seed,
        Map<String, String> addresses) {

    Map<String, Integer> outcomes() {
        var counts = new TreeMap<String, Integer>();
        ledger.values().forEach(end -> counts.merge(end.path("ending").asText(), 1, Integer::sum));
        return counts;
    }

    int unaccounted() {
        return expected - ledger.size();
    }

    /** Whether alerts and APDB name the same sources. */
    boolean agrees() {
        return repeated.isEmpty()
                && apdb.unread().isEmpty()
                && alerts.size() == apdb.diaSources().size()
                && alerts.stream().allMatch(a -> apdb.diaSources().containsKey(a.diaSourceId()));
    }

    boolean isGood() {
        return unaccounted() == 0 && agrees();
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("The ledger: " + expected + " visit-detectors, unaccounted " + unaccounted());
        outcomes().forEach((outcome, n) -> lines.add("  " + outcome + " " + n + whys(outcome)));
        if (!quarantined.isEmpty()) {
            lines.add("  in quarantine: " + quarantined.size());
            quarantined.values().forEach(q -> lines.add("    " + q.path("reason").asText()));
        }
        lines.add("");
        lines.add(reconciled());
        lines.add("Measurements at Sasquatch " + measurements);
        died.forEach(death -> lines.add(death.line()));
        if (!score.fair().isEmpty()) {
            lines.addAll(found());
        }
        lines.add("");
        lines.add(
                "From the last ObjectCreated to the alert: "
                        + latencies.fromNotification().inSeconds());
        lines.add(
                "From the end of readout to the alert:     " + latencies.fromReadout().inSeconds());
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%.0f s in all, %d MiB of memory at most, all processes together",
                        wallSeconds,
                        peakRssMiB));
        return lines;
    }

    private String reconciled() {
        if (!apdb.unread().isEmpty()) {
            return "Alerts in Kafka "
                    + alerts.size()
                    + "; Cassandra could not be read ("
                    + apdb.unread()
                    + "), so nobody knows whether they are the same sources";
        }
        return String.format(
                Locale.ROOT,
                "Alerts in Kafka %d, DIASource rows in Cassandra %d: %s; %d DIAObjects",
                alerts.size(),
                apdb.diaSources().size(),
                agrees() ? "the same sources" : "THEY DIFFER",
                apdb.diaObjects().size());
    }

    private String whys(String outcome) {
        var whys = new TreeMap<String, Integer>();
        ledger.values().stream()
                .filter(end -> end.path("ending").asText().equals(outcome))
                .map(end -> end.path("why").asText())
                .filter(why -> !why.isEmpty())
                .forEach(why -> whys.merge(why, 1, Integer::sum));
        if (whys.isEmpty()) {
            return "";
        }
        return ": "
                + String.join(
                        "; ",
                        whys.entrySet().stream()
                                .limit(3)
                                .map(
                                        w ->
                                                (w.getValue() > 1 ? w.getValue() + " x " : "")
                                                        + w.getKey())
                                .toList());
    }

    private List<String> found() {
        var lines = new ArrayList<String>();
        var held = score.held();
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "Injected against found: %d of %d clean transients with S/N >= 10",
                        held.stream().filter(Score.Verdict::found).count(),
                        held.size()));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "Moving objects alerted with the right ssObjectId: %d of %d",
                        score.movingMatched(),
                        score.movingHeld().size()));
        Bins.lines(score.fair()).forEach(line -> lines.add("  " + line));
        score.fair().stream()
                .filter(v -> !v.found() && v.truth().trueSnr() >= 5)
                .forEach(v -> lines.add("  missed: " + describe(v)));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "Alerts that nothing was injected for: %d of %d",
                        score.unmatched().size(),
                        alerts.size()));
        score.splitObjects()
                .forEach(
                        (id, ids) ->
                                lines.add("  " + id + " became " + ids.size() + " DIAObjects"));
        return lines;
    }

    private static String describe(Score.Verdict verdict) {
        var truth = verdict.truth();
        return String.format(
                Locale.ROOT,
                "%s %s, visit %d detector %d at (%.1f, %.1f), S/N %.1f: %s",
                truth.kind().word(),
                truth.id(),
                truth.visit(),
                truth.detector(),
                truth.x(),
                truth.y(),
                truth.trueSnr(),
                verdict.reason());
    }

    ObjectNode json() {
        var json = new ObjectMapper();
        var root = json.createObjectNode();
        outcomes().forEach(root.putObject("ledger")::put);
        root.put("expected", expected).put("unaccounted", unaccounted());
        root.put("alerts", alerts.size()).put("apdbDiaSources", apdb.diaSources().size());
        root.put("diaObjects", apdb.diaObjects().size()).put("repeatedAlerts", repeated.size());
        root.put("measurements", measurements);
        root.put("agrees", agrees()).put("quarantined", quarantined.size());
        var dead = root.putArray("died");
        died.forEach(
                death ->
                        dead.addObject()
                                .put("name", death.neighbour().word())
                                .put("exitCode", death.exitCode())
                                .put("log", death.log().toString()));
        var injected = root.putArray("injected");
        score.fair().forEach(v -> truth(injected.addObject(), v));
        var excused = root.putArray("excused");
        score.excused().forEach(v -> truth(excused.addObject(), v));
        root.put("recallSnr10", score.recallSnr10());
        root.put("unmatchedAlerts", score.unmatched().size());
        root.put("splitObjects", score.splitObjects().size());
        root.put("movingMatched", score.movingMatched());
        root.put("movingHeld", score.movingHeld().size());
        percentiles(root.putObject("latencySeconds"), latencies.fromNotification());
        percentiles(root.putObject("readoutLatencySeconds"), latencies.fromReadout());
        root.put("wallSeconds", wallSeconds).put("peakRssMiB", peakRssMiB).put("seed", seed);
        root.put("jdk", System.getProperty("java.version"));
        addresses.forEach(root.putObject("addresses")::put);
        var entries = root.putArray("entries");
        ledger.values().forEach(entries::add);
        var list = root.putArray("alertList");
        alerts.forEach(a -> list.add(json.valueToTree(a)));
        return root;
    }

    private static void truth(ObjectNode node, Score.Verdict verdict) {
        var truth = verdict.truth();
        node.put("kind", truth.kind().word()).put("id", truth.id());
        node.put("raDeg", truth.raDeg()).put("decDeg", truth.decDeg());
        node.put("visit", truth.visit()).put("detector", truth.detector());
        node.put("x", truth.x()).put("y", truth.y()).put("fluxNJy", truth.fluxNJy());
        node.put("trueSnr", truth.trueSnr()).put("maskedFraction", truth.maskedFraction());
        node.put("onHost", truth.onHost()).put("nearStar", truth.nearStar());
        node.put("found", verdict.found()).put("reason", verdict.reason());
        verdict.alert().ifPresent(a -> node.put("diaObjectId", a.diaObjectId()));
    }

    private static void percentiles(ObjectNode node, Percentiles p) {
        node.put("p50", p.p50()).put("p90", p.p90()).put("max", p.max()).put("count", p.count());
    }
}
