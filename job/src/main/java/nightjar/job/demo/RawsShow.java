// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nightjar.imaging.Unusable;
import nightjar.job.config.ConfigurationException;
import nightjar.sandbox.camera.NamedBytes;
import nightjar.sandbox.sky.Injected;

/**
 * Real FITS files of one field as a night: each that is no template becomes a visit of a camera
 * with one detector. Where headers do not say, the sidecars say what {@link RawFile} fell back to;
 * where they repeat a time, visits follow each other by name, a minute apart.
 */
final class RawsShow implements Night {

    private static final long CADENCE_MILLIS = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String instrument;
    private final List<RawFile> templates;
    private final List<RawVisit> visits;

    private RawsShow(String instrument, List<RawFile> templates, List<RawVisit> visits) {
        this.instrument = instrument;
        this.templates = templates;
        this.visits = visits;
    }

    /** Sorts files into templates and visits; those that are no science images are named. */
    static RawsShow of(List<Path> raws, List<Path> templateFiles, Screen screen) {
        var refused = new ArrayList<Path>();
        var templates = usable(files(templateFiles), refused, screen);
        if (templates.isEmpty()) {
            throw new ConfigurationException(
                    "--raws needs at least one usable --template FILE; not usable: "
                            + templateFiles);
        }
        var taken = new HashSet<>(files(templateFiles));
        var science = files(raws).stream().filter(path -> !taken.contains(path)).toList();
        if (science.isEmpty()) {
            throw new ConfigurationException("no FITS file beside the templates is in " + raws);
        }
        var files = usable(science, refused, screen);
        if (files.isEmpty()) {
            throw new ConfigurationException("none of the files is a science image: " + refused);
        }
        files.forEach(
                file -> {
                    if (!file.fallbacks().isEmpty()) {
                        screen.line("  " + file.name() + ": assumed " + file.fallbacks());
                    }
                });
        return new RawsShow(instrumentOf(files.get(0)), templates, RawVisit.inOrder(files));
    }

    private static String instrumentOf(RawFile file) {
        var known = nightjar.connectors.sidecar.KeyLayouts.known().detectorNames();
        return known.containsKey(file.instrument())
                ? file.instrument() + "-raws"
                : file.instrument();
    }

    private static List<Path> files(List<Path> named) {
        var files = new ArrayList<Path>();
        for (var path : named) {
            if (!Files.exists(path)) {
                throw new ConfigurationException("there is no file or folder " + path);
            }
            if (!Files.isDirectory(path)) {
                files.add(path.toAbsolutePath().normalize());
                continue;
            }
            try (var inside = Files.list(path)) {
                inside.filter(
                                file ->
                                        file.getFileName()
                                                .toString()
                                                .matches(".*\\.(fits?|fz|fits?\\.(gz|fz))"))
                        .sorted()
                        .forEach(file -> files.add(file.toAbsolutePath().normalize()));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot list " + path, e);
            }
        }
        return files;
    }

    private static List<RawFile> usable(List<Path> paths, List<Path> refused, Screen screen) {
        var usable = new ArrayList<RawFile>();
        for (var path : paths) {
            try {
                usable.add(RawFile.read(path));
            } catch (Unusable e) {
                refused.add(path);
                screen.line("  left out " + path.getFileName() + ": " + e.getMessage());
            }
        }
        return usable;
    }

    @Override
    public String instrument() {
        return instrument;
    }

    @Override
    public List<Integer> detectors() {
        return List.of(0);
    }

    /** A square around the largest image, however it is turned. */
    @Override
    public NamedBytes geometry() {
        double half = visits.stream().mapToDouble(v -> v.file().radiusDeg()).max().orElseThrow();
        return Geometries.write(
                instrument,
                Map.of(0, RawVisit.DETECTOR),
                Map.of(0, Geometries.box(-half, -half, half, half, 1)));
    }

    @Override
    public Map<String, String> bands() {
        var bands = new HashMap<String, String>();
        templates.forEach(file -> bands.put(file.band(), file.band()));
        visits.forEach(visit -> bands.put(visit.file().band(), visit.file().band()));
        return bands;
    }

    @Override
    public void templates(Consumer<NamedBytes> sink) {
        var root = JSON.createObjectNode();
        var index = root.putArray("templates");
        for (var file : templates) {
            var key = "templates/" + instrument + "/" + file.band() + "/" + file.name();
            sink.accept(new NamedBytes(key, bytes(file)));
            var entry = index.addObject().put("key", key).put("instrument", instrument);
            entry.put("band", file.band());
            var corners = entry.putArray("corners");
            for (int i = 0; i < 8; i += 2) {
                corners.addArray().add(file.cornersDeg()[i]).add(file.cornersDeg()[i + 1]);
            }
        }
        sink.accept(
                new NamedBytes(
                        "templates/index.json", root.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] bytes(RawFile file) {
        try {
            return Files.readAllBytes(file.path());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file.path(), e);
        }
    }

    @Override
    public double firstMjdTai() {
        return visits.get(0).mjdTai();
    }

    @Override
    public int expected() {
        return visits.size();
    }

    @Override
    public void play(Telescope telescope, Log log) throws InterruptedException {
        visits.forEach(v -> log.planned(v.group(), v.file().name(), 1));
        for (var visit : visits) {
            telescope.announce(visit.announcement(instrument));
            log.announced(visit.group());
            TimeUnit.MILLISECONDS.sleep(CADENCE_MILLIS);
            publish(visit, telescope);
            log.published(visit.group(), 0, System.currentTimeMillis());
        }
    }

    private void publish(RawVisit visit, Telescope telescope) {
        var extension = visit.file().name().endsWith(".fz") ? ".fits.fz" : ".fits";
        var sidecar =
                new NamedBytes(
                        visit.key(instrument, ".json"),
                        visit.sidecar(instrument).getBytes(StandardCharsets.UTF_8));
        var image = new NamedBytes(visit.key(instrument, extension), bytes(visit.file()));
        telescope.put(sidecar);
        telescope.notifyCreated(sidecar);
        telescope.put(image);
        telescope.notifyCreated(image);
    }

    @Override
    public List<Injected> truth() {
        return List.of();
    }

    @Override
    public void close() {}
}
