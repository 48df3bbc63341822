// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import nightjar.job.OwnLog;
import nightjar.job.cluster.WebAnswers;
import nightjar.sandbox.sky.SkyPoint;

/**
 * Holds all that people may see of a night (log, ledger, quarantine, metrics, what Flink's web UI
 * shows) against the secrets it ran with and against what the image workers found and Sattle did
 * not clear.
 */
final class LeakSearch {

    private static final double SAME_ARCSEC = 0.1;

    private final Site site;

    LeakSearch(Site site) {
        this.site = site;
    }

    /** All of it; what cannot be looked at is an exception, since nothing is then known of it. */
    Leaks search() throws IOException, InterruptedException {
        var leaks = new Leaks(secrets(), uncleared());
        leaks.look("the job's log", log());
        site.ledger().entries().values().forEach(it -> leaks.look("the ledger", it.toString()));
        site.ledger()
                .quarantined()
                .values()
                .forEach(it -> leaks.look("the quarantine", it.toString()));
        var job = site.job().substring(site.job().lastIndexOf('/') + 1);
        WebAnswers.of(site.webUi(), job).forEach(leaks::look);
        return leaks;
    }

    /** The contents of every secret file. */
    private List<String> secrets() throws IOException {
        var folder = site.box().folder().resolve("secrets");
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(LeakSearch::text)
                    .filter(it -> it.length() >= 10) // the S3 user's name is everywhere
                    .toList();
        }
    }

    /** Under a test there is none. */
    private static String log() {
        return OwnLog.beside().isEmpty() ? "" : text(Path.of(OwnLog.place()));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What image workers found and nobody was told of. */
    private List<SkyPoint> uncleared() throws IOException {
        var told =
                site.alerts().alerts().stream()
                        .map(alert -> new SkyPoint(alert.raDeg(), alert.decDeg()))
                        .toList();
        return differenced().stream()
                .filter(it -> told.stream().noneMatch(o -> o.arcsecTo(it) < SAME_ARCSEC))
                .toList();
    }

    /** Where the image workers found sources, cleared or not. */
    List<SkyPoint> differenced() throws IOException {
        var points = new ArrayList<SkyPoint>();
        for (var product : products()) {
            try (var zip = new ZipFile(product.toFile());
                    var rows = zip.getInputStream(zip.getEntry("diaSources.csv"))) {
                points.addAll(positions(new String(rows.readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
        return points;
    }

    private static List<SkyPoint> positions(String csv) {
        var table =
                csv.lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> List.of(line.split(",", -1)))
                        .toList();
        int ra = table.get(0).indexOf("ra");
        int dec = table.get(0).indexOf("dec");
        return table.subList(1, table.size()).stream()
                .map(
                        row ->
                                new SkyPoint(
                                        Double.parseDouble(row.get(ra)),
                                        Double.parseDouble(row.get(dec))))
                .toList();
    }

    /** Products of image workers in the store's folder. */
    List<Path> products() throws IOException {
        try (var files = Files.walk(site.box().store().buckets().resolve("nightjar"))) {
            return files.filter(path -> path.toString().endsWith(".zip")).toList();
        }
    }
}
