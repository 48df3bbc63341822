// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.detect.Detection;
import nightjar.imaging.detect.Peaks;
import nightjar.imaging.detect.ScoreImage;
import nightjar.imaging.fits.MemoryBudget;
import nightjar.imaging.measure.Calibration;
import nightjar.imaging.measure.ImageSource;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Planes;
import nightjar.imaging.product.Products;
import nightjar.imaging.product.Summary;
import nightjar.imaging.psf.PsfLearner;
import nightjar.imaging.psf.PsfModel;
import nightjar.imaging.psf.Star;
import nightjar.imaging.psf.StarSelection;
import nightjar.imaging.signature.Signature;

/**
 * The catalogue of an image alone, without a template: every source above five sigma, found and
 * measured with the image's own PSF.
 */
public final class SingleImage {
    private static final double THRESHOLD = 5;
    private static final int BAND = 64;
    private static final String UNITS =
            """
            # ra dec: deg ICRS; x y xErr yErr: px, 0-based, adaptive moments; fluxes: nJy, apFlux in 12 px
            # ixx iyy ixy: px^2; snr: peak of the score image; blended: on one region with others
            """;

    private SingleImage() {}

    /** What was found, and by what measure. */
    private record Found(
            PsfLearner.Learnt psf, int stars, int detections, List<ImageSource> sources) {}

    /** Writes sources.csv and summary.json; the value is the content of the second. */
    public static ObjectNode catalogue(
            Path science, List<Path> calibrations, Path out, Progress progress)
            throws Unusable, IOException {
        Products.clear(out);
        var summary = new Summary();
        try (Planes planes = Planes.open()) {
            var budget = MemoryBudget.ofHeap();
            var exposure = Signature.read(science, calibrations, budget, planes, progress);
            Frame frame = Preparation.anywhere(exposure.image(), exposure.mask(), planes, progress);
            summary.stage("science");
            Found found = found(frame, planes, progress, summary);
            var flags = new ArrayList<>(exposure.flags());
            flags.addAll(Assumed.of(frame.header(), false, false));
            if (found.psf().crowded()) {
                flags.add("PSF_CROWDED");
            }
            Calibration zero = zeroPoint(frame, flags);
            write(found.sources(), frame, zero, out);
            tell(found, zero, summary);
            summary.put("flags", flags);
            summary.stage("write");
            summary.finish().write(out);
            return summary.json();
        }
    }

    private static Found found(Frame frame, Planes planes, Progress progress, Summary summary)
            throws Unusable {
        List<Star> points = StarSelection.select(frame.stars());
        PsfLearner.Learnt learnt = psf(frame, points);
        PsfModel psf = learnt.psf();
        summary.stage("psf");
        Plane variance = skyVariance(frame, planes);
        int apart = (int) Math.max(2, Math.round(0.6 * psf.fwhm()));
        var score = score(frame, variance, psf, planes, progress);
        var peaks = Peaks.find(score.image(), frame.mask(), THRESHOLD, apart);
        summary.stage("detect");
        var sheet =
                new ImageSource.Sheet(
                        frame.image(), variance, frame.mask(), psf, score.noise(), frame.gain());
        List<ImageSource> sources = measured(sheet, peaks);
        summary.stage("measure");
        return new Found(learnt, points.size(), peaks.size(), sources);
    }

    private static void tell(Found found, Calibration zero, Summary summary) {
        summary.put("fwhmScience", found.psf().psf().fwhm()).put("nStars", found.stars());
        summary.put("nDetections", found.detections()).put("nSources", found.sources().size());
        summary.put("zeroPoint", zero.magZero()).put("zeroPointFrom", zero.from());
    }

    private static PsfLearner.Learnt psf(Frame frame, List<Star> points) throws Unusable {
        return PsfLearner.learn(frame.image(), frame.skySigma(), points, frame.stars())
                .orElseThrow(
                        () ->
                                new Unusable(
                                        FailureCause.TOO_FEW_STARS,
                                        "no star to learn the PSF of the image from"));
    }

    private static ScoreImage.Score score(
            Frame frame, Plane variance, PsfModel psf, Planes planes, Progress progress)
            throws Unusable {
        // a saturated star is a source here: only what holds no light at all is left out
        return ScoreImage.of(
                frame.image(),
                variance,
                frame.mask(),
                Mask.NO_DATA,
                psf,
                (int) Math.max(4, Math.round(1.6 * psf.fwhm())),
                planes,
                progress);
    }

    /** Without the photons of sources, so that bright ones are not found less well. */
    private static Plane skyVariance(Frame frame, Planes planes) {
        Plane out = planes.rough(frame.image().width, frame.image().height);
        Bands.Rows rows =
                (from, to) -> {
                    for (int y = from; y < to; y++) {
                        frame.skySigma().row(y, out.pixels, y * out.width, out.width);
                    }
                    for (int i = from * out.width; i < to * out.width; i++) {
                        out.pixels[i] *= out.pixels[i];
                    }
                };
        Bands.run(0, out.height, BAND, rows);
        return out;
    }

    private static List<ImageSource> measured(ImageSource.Sheet sheet, List<Detection> found) {
        var bright = found.stream().filter(it -> !it.negative()).toList();
        return Bands.map(bright, it -> ImageSource.measure(sheet, it)).stream()
                .flatMap(Optional::stream)
                .sorted(
                        Comparator.comparingDouble((ImageSource it) -> it.place().y())
                                .thenComparingDouble(it -> it.place().x()))
                .toList();
    }

    private static Calibration zeroPoint(Frame frame, List<String> flags) {
        if (frame.magZero().isPresent()) {
            return new Calibration(frame.magZero().getAsDouble(), "header");
        }
        flags.add("UNCALIBRATED");
        return new Calibration(Calibration.NANOJANSKY_MAG, "fallback: 1 unit = 1 nJy");
    }

    private static void write(List<ImageSource> sources, Frame frame, Calibration zero, Path out)
            throws IOException {
        var text = new StringBuilder(UNITS).append(ImageSource.COLUMNS).append('\n');
        sources.forEach(it -> text.append(it.csv(frame.wcs(), zero.scale())).append('\n'));
        Files.writeString(out.resolve("sources.csv"), text);
    }
}
