// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.signature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.fits.FitsHeader;
import nightjar.imaging.fits.FitsReader;
import nightjar.imaging.fits.MemoryBudget;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Planes;

/**
 * The calibrations of one detector, known by how their names end:
 *
 * <ul>
 *   <li>{@code amplifiers.csv}: {@code amplifier,gain,readNoise,saturation} (electrons per ADU,
 *       electrons, ADU above the overscan)
 *   <li>{@code crosstalk.csv}: a row for each victim, a column for each source, both by amplifier;
 *       ADU in the victim for an ADU in the source, read at the same moment
 *   <li>{@code linearity.csv}: {@code amplifier,kind,…}; see {@link Linearity}
 *   <li>{@code bias.fits}: ADU that remain after the overscan, on the detector's pixels
 *   <li>{@code dark.fits}: electrons per second of DARKTIME
 *   <li>{@code flat.fits}: response, in electrons, against the detector's mean
 *   <li>{@code defects.csv}: {@code x0,y0,width,height}, 0-based px of the detector
 * </ul>
 *
 * <p>Before that may stand what tells versions or detectors apart ({@code R22_S11-bias.fits}); FITS
 * may be compressed ({@code .gz}, {@code .fz}). A folder for several detectors has one inside for
 * each, named {@code R22_S11} (RAFTBAY, CCDSLOT) or by its DETECTOR.
 */
final class Calibrations {
    static final List<String> ENDS =
            List.of(
                    "amplifiers.csv",
                    "crosstalk.csv",
                    "linearity.csv",
                    "bias.fits",
                    "dark.fits",
                    "flat.fits",
                    "defects.csv");

    private final List<Path> files;

    private Calibrations(List<Path> files) {
        this.files = files;
    }

    /**
     * @param given files, or folders of them
     * @param header the raw's, which tells the detector
     */
    static Calibrations of(List<Path> given, FitsHeader header) throws Unusable {
        var files = new ArrayList<Path>();
        for (Path path : given) {
            if (Files.isDirectory(path)) {
                files.addAll(inside(detectors(path, header)));
            } else if (Files.exists(path)) {
                files.add(path);
            } else {
                throw bad(path + ": no such file or folder");
            }
        }
        return new Calibrations(files);
    }

    /** Whether a file is named as a calibration, or a folder holds one, or one of its own does. */
    static boolean isAnyIn(Path given) throws IOException {
        try (var below = Files.walk(given, 2)) {
            return below.filter(Files::isRegularFile).anyMatch(Calibrations::isNamed);
        }
    }

    private static boolean isNamed(Path file) {
        return ENDS.stream().anyMatch(end -> isNamed(file, end));
    }

    private static boolean isNamed(Path file, String end) {
        String name = String.valueOf(file.getFileName()).replaceAll("\\.(gz|fz)$", "");
        return name.equals(end) || name.matches(".*[^A-Za-z0-9]\\Q" + end + "\\E");
    }

    private static Unusable bad(String why) {
        return new Unusable(FailureCause.BAD_CALIBRATION, why);
    }

    private static Path detectors(Path folder, FitsHeader header) {
        String name = header.text("RAFTBAY").orElse("") + "_" + header.text("CCDSLOT").orElse("");
        for (String own : List.of(name, header.text("DETECTOR").orElse(name))) {
            // a header may say anything: no way out of the folder
            if (own.matches("[A-Za-z0-9_]+") && Files.isDirectory(folder.resolve(own))) {
                return folder.resolve(own);
            }
        }
        return folder;
    }

    private static List<Path> inside(Path folder) throws Unusable {
        try (var entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw bad(folder + ": cannot be listed: " + e.getMessage());
        }
    }

    private Optional<Path> find(String end) throws Unusable {
        var found = new ArrayList<Path>();
        for (Path file : files) {
            if (isNamed(file, end)) {
                found.add(file);
            }
        }
        if (found.size() > 1) {
            throw bad(
                    "%s and %s: which one holds? Give a folder with one %s"
                            .formatted(found.get(0), found.get(1), end));
        }
        return found.stream().findFirst();
    }

    Optional<Table> table(String end) throws Unusable {
        var path = find(end);
        return path.isEmpty() ? Optional.empty() : Optional.of(Table.read(path.get()));
    }

    /** A calibration image of the detector's size, in planes lent by these. */
    Optional<Plane> image(String end, int width, int height, MemoryBudget budget, Planes planes)
            throws Unusable {
        var path = find(end);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        try {
            var image = FitsReader.read(path.get(), budget, planes, Progress.SILENT);
            Plane pixels = image.pixels();
            if (pixels.width != width || pixels.height != height) {
                throw bad(
                        "%s: %d x %d px, the detector has %d x %d"
                                .formatted(
                                        image.name(), pixels.width, pixels.height, width, height));
            }
            return Optional.of(pixels);
        } catch (Unusable e) {
            boolean fresh = e.named() != FailureCause.BAD_CALIBRATION;
            throw fresh ? bad(e.named() + ", " + e.detail()) : e;
        }
    }
}
