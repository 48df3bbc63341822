// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nightjar.imaging.DifferenceRequest;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.detect.Detection;
import nightjar.imaging.detect.Halos;
import nightjar.imaging.detect.Peaks;
import nightjar.imaging.detect.ScoreImage;
import nightjar.imaging.detect.Trail;
import nightjar.imaging.detect.TrailFinder;
import nightjar.imaging.fits.FitsHeader;
import nightjar.imaging.fits.FitsReader;
import nightjar.imaging.fits.MemoryBudget;
import nightjar.imaging.measure.Calibration;
import nightjar.imaging.measure.Judged;
import nightjar.imaging.measure.Measurer;
import nightjar.imaging.measure.Mismatch;
import nightjar.imaging.measure.SourceRow;
import nightjar.imaging.measure.TrailRow;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.product.Catalogue;
import nightjar.imaging.product.Cutouts;
import nightjar.imaging.product.ImageProduct;
import nightjar.imaging.product.Summary;
import nightjar.imaging.signature.Signature;

/** One difference from files to files. */
public final class Pipeline {
    private static final double THRESHOLD = 5;
    private static final int LANCZOS = 3;

    private final DifferenceRequest request;
    private final Progress progress;
    private final MemoryBudget budget = MemoryBudget.ofHeap();
    private final Summary summary = new Summary();
    private final List<String> flags = new ArrayList<>();
    private final List<FitsHeader> taken = new ArrayList<>();

    public Pipeline(DifferenceRequest request, Progress progress) {
        this.request = request;
        this.progress = progress;
    }

    /** Runs every stage; the content of summary.json. */
    public ObjectNode run() throws Unusable, IOException {
        Frame science = science();
        TemplateStack.Template template = template(science);
        summary.stage("template");
        var matched = new Matching(science, template, progress, flags).match();
        summary.stage("match");
        Difference d = matched.difference();
        double fwhm = d.psf().fwhm();
        Halos.remove(d, science.stars(), (int) Math.round(1.3 * fwhm));
        List<Trail> trails = TrailFinder.find(d, d.psf().moments().size());
        int ignore = Mask.UNUSABLE | Mask.EDGE | Mask.STREAK;
        progress.at("score", 0.65);
        ScoreImage.Score score =
                ScoreImage.of(
                        d.difference(),
                        d.variance(),
                        d.mask(),
                        ignore,
                        d.psf(),
                        (int) Math.max(4, Math.round(1.6 * fwhm)),
                        progress);
        List<Detection> detections =
                Peaks.find(
                        score.image(),
                        d.mask(),
                        THRESHOLD,
                        (int) Math.max(2, Math.round(0.6 * fwhm)));
        summary.stage("detect");
        var mismatch = Mismatch.measure(d, matched.points(), Measurer.reach(fwhm));
        Calibration calibration = calibration(science, template, matched);
        List<Judged> judged =
                new Measurer(d, mismatch, calibration, score.noise()).measure(detections, progress);
        var rows = new ArrayList<SourceRow>();
        judged.forEach(j -> j.row().ifPresent(rows::add));
        trails.forEach(t -> rows.add(TrailRow.of(t, d, calibration)));
        rows.sort(Comparator.comparingDouble(SourceRow::y).thenComparingDouble(SourceRow::x));
        summary.stage("measure");
        write(science, d, calibration, rows);
        if (request.detections()) {
            Judged.write(judged, request.work().resolve("detections.csv"));
        }
        tell(science, matched, calibration, mismatch, detections, rows);
        summary.stage("write");
        summary.finish().write(request.work());
        return summary.json();
    }

    private Frame science() throws Unusable {
        if (request.snaps().isEmpty()) {
            throw new Unusable(FailureCause.NO_IMAGE, "no science image was given");
        }
        if (request.templates().isEmpty()) {
            throw new Unusable(FailureCause.NO_TEMPLATE, "no template was given");
        }
        var frames = new ArrayList<Frame>();
        for (DifferenceRequest.Snap snap : request.snaps()) {
            progress.at("read", 0.02);
            var exposure = Signature.read(snap.path(), request.calibrations(), budget, progress);
            exposure.flags().stream().filter(flag -> !flags.contains(flag)).forEach(flags::add);
            progress.at("prepare", 0.05);
            taken.add(exposure.image().header());
            frames.add(Preparation.of(exposure.image(), exposure.mask()));
        }
        Frame all = SnapStack.combine(frames, Timing.seconds(request, taken));
        summary.stage("science");
        return all;
    }

    private TemplateStack.Template template(Frame science) throws Unusable {
        var stack = new TemplateStack(science, LANCZOS);
        int n = 0;
        for (Path path : request.templates()) {
            progress.at("template", 0.1 + 0.15 * n++ / request.templates().size());
            Frame frame = Preparation.of(FitsReader.read(path, budget));
            if (!stack.add(frame)) {
                flags.add("TEMPLATE_OUTSIDE");
            }
        }
        return stack.combined();
    }

    private Calibration calibration(
            Frame science, TemplateStack.Template template, Matching.Matched matched) {
        if (science.magZero().isPresent()) {
            return new Calibration(science.magZero().getAsDouble(), "header");
        }
        if (template.magZero().isPresent()) {
            double k = matched.kernel().fluxRatio();
            double ratio = matched.scienceConvolved() ? 1 / k : k;
            double zero = template.magZero().getAsDouble() + 2.5 * Math.log10(ratio);
            return new Calibration(zero, "template");
        }
        flags.add("UNCALIBRATED");
        return new Calibration(Calibration.NANOJANSKY_MAG, "fallback: 1 unit = 1 nJy");
    }

    private void write(Frame science, Difference d, Calibration calibration, List<SourceRow> rows)
            throws Unusable, IOException {
        progress.at("write", 0.92);
        double scale = calibration.scale();
        Path work = request.work();
        var header = science.header();
        new ImageProduct(d.wcs(), d.difference(), d.variance(), d.mask(), d.psf())
                .write(work.resolve("difference.fits"), header, scale);
        var s = d.science();
        new ImageProduct(d.wcs(), s.image(), s.variance(), d.mask(), s.psf())
                .write(work.resolve("science.fits"), header, scale);
        Catalogue.write(rows, d.wcs(), work);
        new Cutouts(d, scale, header.real("ROTPA", 0)).write(rows, work);
    }

    private void tell(
            Frame science,
            Matching.Matched matched,
            Calibration calibration,
            Mismatch mismatch,
            List<Detection> detections,
            List<SourceRow> rows) {
        Difference d = matched.difference();
        Timing timing = Timing.of(request, taken, flags);
        summary.put("visit", request.visit()).put("detector", request.detector());
        summary.put("midpointMjdTai", timing.midpointMjdTai());
        summary.put("exposureSeconds", timing.exposureSeconds());
        summary.put(
                "band",
                request.band().isEmpty()
                        ? science.header().text("BAND").orElse("")
                        : request.band());
        summary.put("fwhmScience", d.science().psf().fwhm());
        summary.put("fwhmTemplate", d.template().psf().fwhm());
        summary.put("convolved", matched.scienceConvolved() ? "science" : "template");
        summary.put("kernelOrder", matched.kernel().order());
        summary.put("kernelChi2", matched.kernel().chi2());
        summary.put("kernelStamps", matched.kernel().stamps());
        summary.put("fluxRatio", matched.kernel().fluxRatio());
        summary.put("varianceFactor", matched.covariance());
        summary.put("mismatch", mismatch.sigma());
        summary.put("depth5Sigma", Depth.magnitude(d, calibration));
        summary.put("zeroPoint", calibration.magZero());
        summary.put("zeroPointFrom", calibration.from());
        int w = d.difference().width;
        int h = d.difference().height;
        double[][] corners = new double[4][];
        double[][] px = {{-0.5, -0.5}, {w - 0.5, -0.5}, {w - 0.5, h - 0.5}, {-0.5, h - 0.5}};
        for (int i = 0; i < 4; i++) {
            var sky = d.wcs().toSky(px[i][0], px[i][1]);
            corners[i] = new double[] {sky.raDeg(), sky.decDeg()};
        }
        summary.put("corners", corners);
        summary.put("nDetections", detections.size());
        summary.put("nDiaSources", rows.size());
        summary.put("nTrails", rows.stream().filter(r -> r.real("trailChi2") >= 0).count());
        summary.put("nStars", matched.points().size());
        summary.put("flags", flags);
    }
}
