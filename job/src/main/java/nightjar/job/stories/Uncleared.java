// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import nightjar.connectors.http.Http;
import nightjar.connectors.sattle.SattleClient;
import nightjar.connectors.sattle.SattleSettings;
import nightjar.model.ids.DiaSourceId;
import nightjar.model.port.Deadline;
import nightjar.model.port.Sattle;

/**
 * Looks for what Sattle does not clear: sources are known from the image workers' products, and
 * Sattle is asked again when all is over; what it does not clear must be nowhere but in products,
 * neither by id nor by position.
 */
final class Uncleared {

    /** Characters of a coordinate that a log or a record would write at least: microdegrees. */
    static final int WRITTEN = 10;

    /**
     * Characters that a table's coordinate has, which is kept whole. Fewer would be shared by what
     * the same star showed in another visit and was cleared there.
     */
    static final int KEPT = 13;

    private static final Pattern FORCED = Pattern.compile("diaForcedSourceId=\\d+");

    private Uncleared() {}

    /** The run's products, which may hold what is not cleared. */
    static List<Path> products(Run run) {
        return files(bucket(run).resolve("products"));
    }

    private static Path bucket(Run run) {
        return run.world().box().store().buckets().resolve("nightjar").resolve(run.name());
    }

    /** Notes as broken wherever an uncleared source is found. */
    static void requireNowhere(Run run) throws IOException, InterruptedException {
        requireNowhere(run, Set.of());
    }

    /** The same, when the job was not told that these are cleared. */
    static void requireNowhere(Run run, Set<Long> withheld)
            throws IOException, InterruptedException {
        var secrets = secrets(run, withheld);
        if (secrets.isEmpty()) {
            run.broke("policy", "Sattle cleared all sources of the night: nothing was tried");
        }
        var places = new TreeMap<String, String>();
        var harvest = run.harvest();
        var tables = new TreeMap<String, String>();
        harvest.rows().forEach((table, rows) -> tables.put("table " + table, withoutForced(rows)));
        places.put("Butler records", harvest.records().toString());
        places.put("quarantine", harvest.quarantined().toString());
        var ledger = new ArrayList<String>();
        run.reader().newest().values().forEach(entry -> ledger.add(entry.json().toString()));
        places.put("ledger", ledger.toString());
        for (var file : files(bucket(run).resolve("butler"))) {
            places.put("Butler file " + file.getFileName(), Files.readString(file, ISO_8859_1));
        }
        places.putAll(run.webAnswers());
        for (var log : files(run.world().logs())) {
            places.put("log " + log.getFileName(), Files.readString(log, ISO_8859_1));
        }
        for (var secret : secrets.entrySet()) {
            if (harvest.alerts().containsKey(secret.getKey())) {
                run.broke("policy", "alert " + secret.getKey() + " was never cleared");
            }
            told(secret.getKey(), secret.getValue(), tables, KEPT)
                    .forEach(finding -> run.broke("policy", finding));
            told(secret.getKey(), secret.getValue(), places, WRITTEN)
                    .forEach(finding -> run.broke("policy", finding));
        }
    }

    /** Forced sources are numbered as sources are: the same number names another thing there. */
    static String withoutForced(List<String> rows) {
        return FORCED.matcher(rows.toString()).replaceAll("");
    }

    /** Where one source is told of, by its id or one of its coordinates. */
    static List<String> told(
            long id, List<String> position, Map<String, String> places, int characters) {
        var words = new ArrayList<String>();
        position.forEach(
                number -> words.add(number.substring(0, Math.min(characters, number.length()))));
        words.add(Long.toString(id));
        var findings = new ArrayList<String>();
        places.forEach(
                (place, text) ->
                        words.stream()
                                .filter(text::contains)
                                .map(
                                        word ->
                                                place
                                                        + " tells "
                                                        + word
                                                        + " of a source never cleared")
                                .forEach(findings::add));
        return findings;
    }

    /** Ids of uncleared sources → their right ascension and declination, as products write them. */
    private static Map<Long, List<String>> secrets(Run run, Set<Long> withheld)
            throws IOException, InterruptedException {
        var sattle =
                new SattleClient(
                        new Http(), SattleSettings.at(run.world().box().sattle().address()));
        var secrets = new TreeMap<Long, List<String>>();
        for (var product : products(run)) {
            try (var zip = new ZipFile(product.toFile())) {
                collect(run, sattle, zip, secrets, withheld);
            }
        }
        return secrets;
    }

    private static void collect(
            Run run,
            SattleClient sattle,
            ZipFile zip,
            Map<Long, List<String>> secrets,
            Set<Long> withheld)
            throws IOException, InterruptedException {
        JsonNode visited = new ObjectMapper().readTree(read(zip, "visited.json"));
        long visit = visited.path("visit").asLong();
        int detector = visited.path("detector").asInt();
        var positions = table(zip, "diaSources.csv");
        var footprints = table(zip, "footprints.csv");
        var boxes = new ArrayList<Sattle.Box>();
        for (int row = 0; row < positions.size(); row++) {
            long id = DiaSourceId.pack(0, visit, detector, row + 1);
            boxes.add(
                    new Sattle.Box(
                            id,
                            Arrays.stream(footprints.get(row))
                                    .mapToDouble(Double::parseDouble)
                                    .toArray()));
            var position = positions.get(row);
            secrets.put(id, List.of(position[0], position[1]));
        }
        sattle.allowed(
                        run.world().night().exposure(visit),
                        detector,
                        boxes,
                        Deadline.in(Duration.ofSeconds(20)))
                .match(
                        cleared ->
                                secrets.keySet()
                                        .removeIf(
                                                id ->
                                                        cleared.contains(id)
                                                                && !withheld.contains(id)),
                        loss -> run.broke("policy", "Sattle cannot be asked: " + loss.why()));
    }

    private static List<String[]> table(ZipFile zip, String name) throws IOException {
        return read(zip, name)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    private static String read(ZipFile zip, String name) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException(zip.getName() + " has no " + name);
        }
        try (var in = zip.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
