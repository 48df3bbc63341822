// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import nightjar.model.Ended;
import nightjar.model.VisitDetector;

/** A recording, read: what came in by its instant, answers by question, what came out. */
final class RecordedNight implements AutoCloseable {

    private final NightFolder folder;
    private final NightFolder.Manifest manifest;
    private final Blobs.Reader blobs = new Blobs.Reader();
    private final Map<String, List<Entry.Heard>> heard = new TreeMap<>();
    private final Map<String, List<Entry.Answered>> answers = new HashMap<>();
    private final Map<VisitDetector, Ended> ends = new LinkedHashMap<>();
    private final List<Entry.Told> told = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<String> records = new HashSet<>();
    private boolean whole = true;
    private long entries;
    private long dropped;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis;
    private long closedMillis;
    private int parts;

    private RecordedNight(NightFolder folder) {
        this.folder = folder;
        manifest = folder.manifest();
    }

    /**
     * @throws nightjar.job.config.ConfigurationException when the folder holds no recording
     */
    static RecordedNight read(Path at) throws IOException {
        var night = new RecordedNight(new NightFolder(at));
        for (var part : night.folder.parts()) {
            night.parts++;
            night.readPart(part);
        }
        var byInstant = Comparator.comparingLong(Entry.Heard::atMillis);
        night.heard.values().forEach(inputs -> inputs.sort(byInstant));
        var byQuestion = Comparator.comparingLong(Entry.Answered::askedMillis);
        night.answers.values().forEach(answered -> answered.sort(byQuestion));
        return night;
    }

    private void readPart(String part) throws IOException {
        var pack = folder.blobs(part);
        if (!Files.exists(pack) || !blobs.add(pack)) {
            whole = false;
            notes.add(pack.getFileName() + " is torn off at its end");
        }
        boolean closed = false;
        var file = folder.entries(part);
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file), 1 << 16),
                                StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var entry = Codec.value(line, Entry.class);
                closed = entry instanceof Entry.Closed;
                add(entry);
            }
        } catch (EOFException | ZipException | JsonProcessingException e) {
            closed = false;
        }
        if (!closed) {
            whole = false;
            notes.add(file.getFileName() + " is torn off at its end: what is whole is played");
        }
    }

    private void add(Entry entry) {
        if (entry instanceof Entry.Heard it) {
            hear(it);
        } else if (entry instanceof Entry.Answered it) {
            answers.computeIfAbsent(it.key(), key -> new ArrayList<>()).add(it);
            at(it.askedMillis());
            at(it.answeredMillis());
        } else if (entry instanceof Entry.Ending it) {
            ends.putIfAbsent(it.end().key(), it.end());
            at(it.atMillis());
        } else if (entry instanceof Entry.Told it) {
            told.add(it);
            at(it.atMillis());
        } else if (entry instanceof Entry.Closed it) {
            dropped += it.dropped();
            closedMillis = Math.max(closedMillis, it.atMillis());
            return;
        }
        entries++;
    }

    private void at(long millis) {
        firstMillis = Math.min(firstMillis, millis);
        lastMillis = Math.max(lastMillis, millis);
    }

    /** After a restart Flink reads again what it had read; it came when it came first. */
    private void hear(Entry.Heard it) {
        var record = it.record();
        var place = record.topic() + " " + record.partition() + " " + record.offset();
        if (records.add(it.what() + " " + place)) {
            heard.computeIfAbsent(it.what(), what -> new ArrayList<>()).add(it);
        }
        at(it.atMillis());
    }

    NightFolder.Manifest manifest() {
        return manifest;
    }

    Blobs.Reader blobs() {
        return blobs;
    }

    List<Entry.Heard> heard(String what) {
        return heard.getOrDefault(what, List.of());
    }

    /** By question, in the order in which it was asked. */
    Map<String, List<Entry.Answered>> answers() {
        return answers;
    }

    /** The first end of each visit-detector: that is the one that counts. */
    Map<VisitDetector, Ended> ends() {
        return ends;
    }

    List<Entry.Told> told() {
        return told;
    }

    void note(String note) {
        notes.add(note);
    }

    /** What is amiss with the recording, for a person. */
    List<String> notes() {
        var all = new ArrayList<>(notes);
        if (dropped > 0) {
            all.add(dropped + " entries were dropped when this was recorded");
        }
        return all;
    }

    /** Whether nothing is missing: it was neither broken off nor too slow. */
    boolean isWhole() {
        return whole && dropped == 0;
    }

    long entries() {
        return entries;
    }

    /** Milliseconds since 1970, UTC, of the first thing that happened; 0 when nothing did. */
    long firstMillis() {
        return entries == 0 ? 0 : firstMillis;
    }

    long lastMillis() {
        return lastMillis;
    }

    /** Until when the recorder listened. */
    long endMillis() {
        return Math.max(lastMillis, closedMillis);
    }

    /** Whether the job was started again: what had been asked and told may have been once more. */
    boolean isRestarted() {
        return parts > 1;
    }

    /** How often each was asked; where a restart has others ask again, at least once. */
    Map<Asking, Integer> askings() {
        var askings = new TreeMap<Asking, Integer>();
        for (var all : answers.values()) {
            all.forEach(it -> askings.merge(Asking.of(it.key(), it.by()), 1, Integer::sum));
        }
        return askings;
    }

    @Override
    public void close() throws IOException {
        blobs.close();
    }
}
