// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nightjar.imaging.DifferenceRequest;
import nightjar.imaging.Extras;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.align.Registration;
import nightjar.imaging.detect.Detection;
import nightjar.imaging.detect.Halos;
import nightjar.imaging.detect.Peaks;
import nightjar.imaging.detect.ScoreImage;
import nightjar.imaging.detect.Trail;
import nightjar.imaging.detect.TrailFinder;
import nightjar.imaging.fits.FitsImage;
import nightjar.imaging.fits.FitsReader;
import nightjar.imaging.fits.MemoryBudget;
import nightjar.imaging.inject.Injection;
import nightjar.imaging.inject.Injector;
import nightjar.imaging.inject.Recovered;
import nightjar.imaging.measure.Calibration;
import nightjar.imaging.measure.Judged;
import nightjar.imaging.measure.Measurer;
import nightjar.imaging.measure.Mismatch;
import nightjar.imaging.measure.NoiseFactors;
import nightjar.imaging.measure.SourceRow;
import nightjar.imaging.measure.TrailRow;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.product.Catalogue;
import nightjar.imaging.product.Cutouts;
import nightjar.imaging.product.ImageProduct;
import nightjar.imaging.product.ScoreProduct;
import nightjar.imaging.product.Summary;
import nightjar.imaging.report.Report;

/** One difference from files to files. */
public final class Pipeline {
    private static final double THRESHOLD = 5;
    private static final int LANCZOS = 3;

    private final DifferenceRequest request;
    private final Progress progress;
    private final MemoryBudget budget = MemoryBudget.ofHeap();
    private final Summary summary = new Summary();
    private final List<String> flags = new ArrayList<>();
    private final List<Injection.Source> injected = new ArrayList<>();
    private final List<Registration> registrations = new ArrayList<>();

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
        Calibration calibration = ZeroPoint.of(science, template, matched, flags);
        var noise = NoiseFactors.measure(d, score.noise());
        List<Judged> judged =
                new Measurer(d, mismatch, calibration, noise).measure(detections, progress);
        List<Recovered> recovered = Recovered.of(injected, judged, d, calibration.scale());
        var rows = new ArrayList<SourceRow>();
        judged.forEach(j -> j.row().ifPresent(rows::add));
        trails.forEach(t -> rows.add(TrailRow.of(t, d, calibration, noise)));
        rows.sort(Comparator.comparingDouble(SourceRow::y).thenComparingDouble(SourceRow::x));
        summary.stage("measure");
        write(science, d, noise, calibration, rows);
        tell(science, matched, calibration, mismatch, detections, rows);
        extras(matched, score, judged, recovered, rows, science);
        summary.stage("write");
        summary.finish().write(request.work());
        return summary.json();
    }

    private void extras(
            Matching.Matched matched,
            ScoreImage.Score score,
            List<Judged> judged,
            List<Recovered> recovered,
            List<SourceRow> rows,
            Frame science)
            throws IOException {
        Extras extras = request.extras();
        Path work = request.work();
        if (extras.detections()) {
            Judged.write(judged, work.resolve("detections.csv"));
        }
        if (extras.score()) {
            ScoreProduct.write(score, science.header(), work.resolve("score.fits"));
        }
        if (extras.injection().isPresent()) {
            Recovered.write(recovered, work.resolve("injected.csv"));
            summary.put("injection", Recovered.table(recovered));
        }
        if (extras.report()) {
            new Report(matched.difference(), matched.kernel(), summary.json())
                    .write(rows, "Difference of " + science.name(), work.resolve("report.html"));
        }
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
            var image = FitsReader.read(snap.path(), budget);
            progress.at("prepare", 0.05);
            if (request.extras().injection().isPresent()) {
                // made ready twice: the first time for the PSF that the sources are to have
                var injector = new Injector(prepared(FitsReader.read(snap.path(), budget)));
                if (injected.isEmpty()) {
                    injected.addAll(injector.choose(request.extras().injection().get()));
                }
                injector.addTo(image.pixels(), injected);
            }
            frames.add(prepared(image));
        }
        Frame all = SnapStack.combine(frames);
        boolean isTimed =
                request.snaps().stream()
                        .allMatch(
                                snap ->
                                        snap.midpointMjdTai().isPresent()
                                                && snap.exposureSeconds().isPresent());
        flags.addAll(Assumed.of(all.header(), isTimed, !request.band().isEmpty()));
        summary.stage("science");
        return all;
    }

    private Frame prepared(FitsImage image) throws Unusable {
        return request.extras().align() ? Preparation.anywhere(image) : Preparation.of(image);
    }

    private Placement placement() {
        return request.extras().align() ? Placement.byStars(registrations::add) : Placement.BY_SKY;
    }

    private TemplateStack.Template template(Frame science) throws Unusable {
        var stack = new TemplateStack(science, LANCZOS, placement());
        int n = 0;
        for (Path path : request.templates()) {
            progress.at("template", 0.1 + 0.15 * n++ / request.templates().size());
            Frame frame = prepared(FitsReader.read(path, budget));
            if (!stack.add(frame)) {
                flags.add("TEMPLATE_OUTSIDE");
            }
        }
        return stack.combined();
    }

    private void write(
            Frame science,
            Difference d,
            NoiseFactors noise,
            Calibration calibration,
            List<SourceRow> rows)
            throws Unusable, IOException {
        progress.at("write", 0.92);
        double scale = calibration.scale();
        Path work = request.work();
        var header = science.header();
        new ImageProduct(
                        d.wcs(),
                        d.difference(),
                        d.variance(),
                        d.mask(),
                        d.psf(),
                        noise.point(),
                        d.gain())
                .write(work.resolve("difference.fits"), header, scale);
        var s = d.science();
        ImageProduct.untouched(d.wcs(), s, d.mask())
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
        Timing timing = Timing.of(request, science.header(), flags);
        summary.put("visit", request.visit()).put("detector", request.detector());
        summary.put("midpointMjdTai", timing.midpointMjdTai());
        summary.put("exposureSeconds", timing.exposureSeconds());
        summary.put(
                "band",
                request.band().isEmpty()
                        ? science.header()
                                .text("BAND")
                                .or(() -> science.header().text("FILTER"))
                                .orElse("")
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
        where(d);
        summary.put("nDetections", detections.size());
        summary.put("nDiaSources", rows.size());
        summary.put("nTrails", rows.stream().filter(r -> r.real("trailChi2") >= 0).count());
        summary.put("nStars", matched.points().size());
        summary.put("flags", flags);
    }

    /** The image's corners on the sky, and how the templates were laid on it. */
    private void where(Difference d) {
        int w = d.difference().width;
        int h = d.difference().height;
        double[][] px = {{-0.5, -0.5}, {w - 0.5, -0.5}, {w - 0.5, h - 0.5}, {-0.5, h - 0.5}};
        var corners = new ArrayList<double[]>();
        for (double[] corner : px) {
            var sky = d.wcs().toSky(corner[0], corner[1]);
            corners.add(new double[] {sky.raDeg(), sky.decDeg()});
        }
        if (d.wcs().isKnown()) {
            summary.put("corners", corners);
        } else {
            flags.add("NO_WCS");
        }
        if (!registrations.isEmpty()) {
            flags.add("ALIGNED_BY_STARS");
            summary.put("alignStars", registrations.stream().map(Registration::stars).toList());
            summary.put("alignRmsPx", registrations.stream().map(Registration::rms).toList());
        }
    }
}
