// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** What a replay found, in words and for machines. */
record ReplayReport(
        RecordedNight night,
        Replayed replayed,
        Answers answers,
        Comparison comparison,
        List<Difference> differences,
        List<Throwable> bugs,
        double seconds) {

    private static final int MOST_TOLD = 10;

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    ReplayReport {
        differences = List.copyOf(differences);
        bugs = List.copyOf(bugs);
    }

    boolean isIdentical() {
        return differences.isEmpty() && bugs.isEmpty();
    }

    /** Visits of which something ended. */
    long visits() {
        return replayed.ends().keySet().stream().map(it -> it.group()).distinct().count();
    }

    double visitsPerMinute() {
        return visits() * 60 / seconds;
    }

    /** Of all that came out, to the last byte. */
    String digest() throws IOException {
        return Digests.ofText(String.join("\n", output()));
    }

    /** Lines of what came out, in an order that is the same each time. */
    private List<String> output() {
        var lines = new ArrayList<String>();
        var ends = new TreeMap<String, String>();
        replayed.ends().forEach((key, end) -> ends.put(key.toString(), Codec.text(end)));
        lines.addAll(ends.values());
        new TreeMap<>(replayed.alerts())
                .forEach((id, sent) -> sent.forEach(it -> lines.add(alert(id, it))));
        replayed.records().stream().sorted().forEach(lines::add);
        replayed.quarantine().stream().map(Codec::text).sorted().forEach(lines::add);
        return lines;
    }

    private static String alert(long id, String sha256) {
        return "{\"alert\":" + id + ",\"sha256\":\"" + sha256 + "\"}";
    }

    List<String> words() throws IOException {
        var lines = new ArrayList<String>();
        night.notes().forEach(note -> lines.add("the recording: " + note));
        lines.add(
                "%d visits, %d visit-detectors, %d alerts, %d rows compared; %d answers played"
                        .formatted(
                                visits(),
                                replayed.ends().size(),
                                comparison.alerts(),
                                comparison.rows(),
                                answers.played()));
        if (answers.repeated() > 0) {
            lines.add(
                    answers.repeated()
                            + " questions were asked more often than in the night: each had its"
                            + " last answer");
        }
        if (comparison.underWay() > 0) {
            lines.add(
                    comparison.underWay()
                            + " visit-detectors were under way when the recording ended or was"
                            + " torn, and are not compared");
        }
        bugs.forEach(bug -> lines.add("a stage failed the job: " + bug));
        differences.stream().limit(MOST_TOLD).map(Difference::words).forEach(lines::add);
        if (differences.size() > MOST_TOLD) {
            lines.add("… and " + (differences.size() - MOST_TOLD) + " more differences");
        }
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%s; %.1f s, %.0f visits a minute; output %s",
                        isIdentical() ? "identical" : "not identical",
                        seconds,
                        visitsPerMinute(),
                        digest().substring(0, 16)));
        return lines;
    }

    ObjectNode json() throws IOException {
        var root = JSON.createObjectNode();
        root.put("identical", isIdentical());
        root.put("visits", visits());
        root.put("visitDetectors", replayed.ends().size());
        root.put("alerts", comparison.alerts());
        root.put("rows", comparison.rows());
        root.put("answers", answers.played());
        root.put("askedMoreOften", answers.repeated());
        root.put("neverAsked", answers.unasked().size());
        root.put("underWay", comparison.underWay());
        root.put("output", digest());
        root.put("seconds", seconds);
        root.put("visitsPerMinute", visitsPerMinute());
        night.notes().forEach(root.putArray("notes")::add);
        bugs.forEach(bug -> root.withArray("bugs").add(bug.toString()));
        var found = root.putArray("differences");
        for (var it : differences) {
            found.addObject()
                    .put("visit", it.visit())
                    .put("instrument", it.at().instrument())
                    .put("group", it.at().group())
                    .put("detector", it.at().detector())
                    .put("field", it.field())
                    .put("recorded", it.recorded())
                    .put("replayed", it.replayed());
        }
        return root;
    }

    /** The same replay writes the same bytes. */
    void writeOutput(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("output.jsonl"), output());
        var lines = differences.stream().map(Codec::text).toList();
        Files.write(folder.resolve("differences.jsonl"), lines);
    }
}
