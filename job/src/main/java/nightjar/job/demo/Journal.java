// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the night brought and when, and a line for each visit once all of it has ended. */
final class Journal implements Night.Log {

    private record Visit(String name, int awaited, Map<Integer, Long> publishedMillis) {}

    private final Path satellites;
    private final Map<String, Visit> visits = new LinkedHashMap<>();
    private final Map<String, Long> readoutMillis = new HashMap<>();
    private final Set<String> told = new HashSet<>();

    Journal(Path satellites) {
        this.satellites = satellites;
    }

    @Override
    public synchronized void planned(String group, String name, int detectors) {
        visits.put(group, new Visit(name, detectors, new HashMap<>()));
    }

    @Override
    public void announced(String group) {
        // Latencies count from the images.
    }

    @Override
    public synchronized void published(String group, int detector, long readoutEndMillis) {
        visits.computeIfAbsent(group, g -> new Visit("group " + g, 1, new HashMap<>()))
                .publishedMillis()
                .put(detector, System.currentTimeMillis());
        readoutMillis.put(group + "/" + detector, readoutEndMillis);
    }

    @Override
    public void satellites(String json) {
        try {
            var half = satellites.resolveSibling(satellites.getFileName() + ".part");
            Files.writeString(half, json);
            Files.move(
                    half,
                    satellites,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When the detector's notification went out; 0 when none did. */
    synchronized long publishedMillis(String group, int detector) {
        var visit = visits.get(group);
        return visit == null ? 0 : visit.publishedMillis().getOrDefault(detector, 0L);
    }

    synchronized long readoutMillis(String group, int detector) {
        return readoutMillis.getOrDefault(group + "/" + detector, 0L);
    }

    /** Lines for visits whose every detector has ended since this was last asked. */
    synchronized List<String> news(Map<String, JsonNode> ledger, List<AlertSeen> alerts) {
        var lines = new ArrayList<String>();
        for (var entry : visits.entrySet()) {
            if (told.contains(entry.getKey())) {
                continue;
            }
            var ends =
                    ledger.values().stream()
                            .filter(end -> end.path("group").asText().equals(entry.getKey()))
                            .toList();
            if (ends.size() >= entry.getValue().awaited() && allVisible(ends, alerts)) {
                lines.add(line(entry.getValue(), ends, alerts));
                told.add(entry.getKey());
            }
        }
        return lines;
    }

    /** Whether all visits that were planned have had their lines. */
    synchronized boolean isTold() {
        return told.containsAll(visits.keySet());
    }

    /** A line for each visit of which not all has ended: whose images are out, whose are not. */
    synchronized List<String> open(Map<String, JsonNode> ledger) {
        var lines = new ArrayList<String>();
        visits.forEach(
                (group, visit) -> {
                    var ended =
                            ledger.values().stream()
                                    .filter(end -> end.path("group").asText().equals(group))
                                    .map(end -> end.path("detector").asInt())
                                    .toList();
                    var out = new TreeSet<>(visit.publishedMillis().keySet());
                    ended.forEach(out::remove);
                    int rest = visit.awaited() - ended.size();
                    if (rest > 0) {
                        lines.add(openLine(visit.name(), rest, out));
                    }
                });
        return lines;
    }

    private static String openLine(String name, int open, Set<Integer> out) {
        var without = open > out.size() ? ", " + (open - out.size()) + " without an image" : "";
        var with = out.isEmpty() ? "" : ", the images of detectors " + out + " are out";
        return name + ": " + open + " open" + with + without;
    }

    private static boolean allVisible(List<JsonNode> ends, List<AlertSeen> alerts) {
        int sent = ends.stream().mapToInt(end -> end.path("alerts").asInt()).sum();
        var visitIds = new HashSet<Long>();
        ends.forEach(end -> visitIds.add(end.path("visit").asLong()));
        return alerts.stream().filter(a -> visitIds.contains(a.visit())).count() >= sent;
    }

    private static String line(Visit visit, List<JsonNode> ends, List<AlertSeen> alerts) {
        var outcomes = new TreeMap<String, Integer>();
        ends.forEach(end -> outcomes.merge(end.path("ending").asText(), 1, Integer::sum));
        var visitIds = new HashSet<Long>();
        ends.forEach(end -> visitIds.add(end.path("visit").asLong()));
        var ours = alerts.stream().filter(a -> visitIds.contains(a.visit())).toList();
        var last = ours.stream().mapToLong(AlertSeen::seenMillis).max();
        long published =
                visit.publishedMillis().values().stream()
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0);
        var latency =
                last.isPresent() && published > 0
                        ? String.format(
                                Locale.ROOT,
                                ", the last %.1f s after its last image",
                                (last.getAsLong() - published) / 1e3)
                        : "";
        return String.format(
                Locale.ROOT,
                "  %s: %d images, %d alerts%s; %s",
                visit.name(),
                visit.publishedMillis().size(),
                ours.size(),
                latency,
                String.join(
                        ", ",
                        outcomes.entrySet().stream()
                                .map(o -> o.getValue() + " " + o.getKey())
                                .toList()));
    }
}
