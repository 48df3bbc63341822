// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nightjar.imaging.DifferenceRequest;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.align.Registration;
import nightjar.imaging.fits.FitsHeader;
import nightjar.imaging.fits.FitsReader;
import nightjar.imaging.fits.MemoryBudget;
import nightjar.imaging.inject.Injection;
import nightjar.imaging.inject.Injector;
import nightjar.imaging.inject.Recovered;
import nightjar.imaging.measure.Calibration;
import nightjar.imaging.pixels.Aside;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Planes;
import nightjar.imaging.product.Products;
import nightjar.imaging.product.Summary;
import nightjar.imaging.signature.Exposure;
import nightjar.imaging.signature.Signature;

/** One difference from files to files. */
public final class Pipeline {
    private final DifferenceRequest request;
    private final Progress progress;
    private final Planes planes = Planes.open();
    private final MemoryBudget budget = MemoryBudget.ofHeap();
    private final Summary summary = new Summary();
    private final List<String> flags = new ArrayList<>();
    private final List<Injection.Source> injected = new ArrayList<>();
    private final List<Registration> registrations = new ArrayList<>();
    private final List<FitsHeader> taken = new ArrayList<>();

    private boolean begun;

    public Pipeline(DifferenceRequest request, Progress progress) {
        this.request = request;
        this.progress = progress;
    }

    /** Runs every stage; the content of summary.json. */
    public ObjectNode run() throws Unusable, IOException {
        boolean whole = false;
        try {
            refuseInputsThatWouldGo();
            Products.clear(request.work());
            ObjectNode told = difference();
            whole = true;
            return told;
        } finally {
            planes.close();
            if (!whole && begun) {
                Products.clear(request.work());
            }
        }
    }

    /** A product of an earlier run may be an image of this one. */
    private void refuseInputsThatWouldGo() throws Unusable, IOException {
        var inputs = new ArrayList<>(request.templates());
        request.snaps().forEach(snap -> inputs.add(snap.path()));
        var going = Products.amongThem(request.work(), inputs);
        if (going.isPresent()) {
            throw new Unusable(
                    FailureCause.WRONG_FOLDER,
                    going.get() + " would be replaced by this run's own: give another folder");
        }
    }

    private ObjectNode difference() throws Unusable, IOException {
        requireImages();
        var refinement = new Refinement(request.extras().catalogue(), flags);
        Frame science;
        TemplateStack.Template template;
        Path path = request.templates().get(0);
        try (Planes read = planes.brief();
                Aside<Frame> first = Aside.of(() -> reference(path, read))) {
            science = refinement.science(science(), summary);
            summary.stage("science");
            template = template(science, first, refinement);
        }
        summary.stage("template");
        var matching = new Matching(science, template, planes, progress, flags);
        var psfs = matching.psfs();
        summary.stage("psf");
        var matched = matching.match(psfs);
        summary.stage("match");
        Search search = Search.of(science, matched.difference(), planes, progress);
        summary.stage("detect");
        Calibration calibration = calibration(science, template, matched);
        var findings = Findings.of(matched, search, calibration, progress);
        // before the catalogue is written: it flags the rows of what was put in
        List<Recovered> recovered =
                Recovered.of(
                        injected, findings.judged(), matched.difference(), calibration.scale());
        summary.stage("measure");
        begun = true;
        var delivery = new Delivery(request, science, findings, progress);
        delivery.products();
        tell(science, findings);
        delivery.extras(recovered, summary);
        summary.stage("write");
        summary.finish().write(request.work());
        return summary.json();
    }

    private Calibration calibration(
            Frame science, TemplateStack.Template template, Matching.Matched matched) {
        var catalogue = request.extras().catalogue();
        var zero = catalogue.flatMap(it -> CatalogueZero.of(it, matched));
        zero.ifPresent(it -> it.tell(summary));
        if (catalogue.isPresent() && zero.isEmpty()) {
            flags.add("CATALOG_WITHOUT_ZERO_POINT");
        }
        return ZeroPoint.of(science, template, matched, zero, flags);
    }

    private void requireImages() throws Unusable {
        if (request.snaps().isEmpty()) {
            throw new Unusable(FailureCause.NO_IMAGE, "no science image was given");
        }
        if (request.templates().isEmpty()) {
            throw new Unusable(FailureCause.NO_TEMPLATE, "no template was given");
        }
    }

    private Frame science() throws Unusable {
        var frames = new ArrayList<Frame>();
        for (DifferenceRequest.Snap snap : request.snaps()) {
            progress.at("read", 0.02);
            var exposure = read(snap, planes);
            exposure.flags().stream().filter(flag -> !flags.contains(flag)).forEach(flags::add);
            progress.at("prepare", 0.05);
            if (request.extras().injection().isPresent()) {
                inject(snap, exposure, request.extras().injection().get());
            }
            taken.add(exposure.image().header());
            frames.add(prepared(exposure, planes));
        }
        Frame all = SnapStack.combine(frames, Timing.seconds(request, taken), planes);
        if (frames.size() > 1) {
            frames.forEach(f -> planes.done(f.image()));
            frames.forEach(f -> planes.done(f.mask()));
        }
        flags.addAll(Assumed.of(all.header(), isTimed(), !request.band().isEmpty()));
        return injected.isEmpty() ? all : all.distrusting(injected);
    }

    /** Made ready twice: this first time for the PSF that the sources are to have. */
    private void inject(DifferenceRequest.Snap snap, Exposure into, Injection injection)
            throws Unusable {
        try (Planes brief = planes.brief()) {
            var injector = new Injector(prepared(read(snap, brief), brief));
            if (injected.isEmpty()) {
                Plane image = into.image().pixels();
                injection.refuseOutside(image.width, image.height);
                Injection fitting = injection.atMost(image.width, image.height);
                if (fitting.drawn() < injection.drawn()) {
                    flag("FEWER_INJECTED");
                }
                injected.addAll(injector.choose(fitting));
            }
            injector.addTo(into.image().pixels(), injected);
        }
    }

    private Exposure read(DifferenceRequest.Snap snap, Planes to) throws Unusable {
        return Signature.read(snap.path(), request.calibrations(), budget, to, progress);
    }

    /** Whether who asks told when the light came, of every snap. */
    private boolean isTimed() {
        return request.snaps().stream()
                .allMatch(
                        it -> it.midpointMjdTai().isPresent() && it.exposureSeconds().isPresent());
    }

    private Frame prepared(Exposure exposure, Planes lent) throws Unusable {
        return request.extras().align()
                ? Preparation.anywhere(exposure.image(), exposure.mask(), lent, progress)
                : Preparation.of(exposure.image(), exposure.mask(), lent, progress);
    }

    private Placement placement() {
        return request.extras().align() ? Placement.byStars(registrations::add) : Placement.BY_SKY;
    }

    private Frame reference(Path path, Planes lent) throws Unusable {
        return prepared(Exposure.of(FitsReader.read(path, budget, lent, progress), lent), lent);
    }

    /**
     * @param first what becomes of the first of the templates
     */
    private TemplateStack.Template template(
            Frame science, Aside<Frame> first, Refinement refinement) throws Unusable, IOException {
        var stack = new TemplateStack(science, placement(), planes, progress);
        int n = 0;
        for (Path path : request.templates()) {
            progress.at("template", 0.1 + 0.15 * n++ / request.templates().size());
            try (Planes brief = planes.brief()) {
                Frame frame = n == 1 ? first.outcome() : reference(path, brief);
                if (Assumed.isOtherBand(science.header(), frame.header())) {
                    flag("BAND_DIFFERS");
                }
                if (!stack.add(refinement.template(frame))) {
                    flags.add("TEMPLATE_OUTSIDE");
                }
            }
        }
        return stack.combined();
    }

    private void flag(String name) {
        if (!flags.contains(name)) {
            flags.add(name);
        }
    }

    private void tell(Frame science, Findings found) {
        Timing timing = Timing.of(request, taken, flags);
        summary.put("visit", request.visit()).put("detector", request.detector());
        summary.put("midpointMjdTai", timing.midpointMjdTai());
        summary.put("exposureSeconds", timing.exposureSeconds());
        boolean isTold = !request.band().isEmpty();
        summary.put("band", isTold ? request.band() : band(science.header()));
        where(found.matched().difference());
        found.tell(summary);
        summary.put("flags", flags);
    }

    private static String band(FitsHeader header) {
        return header.text("BAND").or(() -> header.text("FILTER")).orElse("");
    }

    /** How the templates were laid on the image, and whether anybody knows where it lies. */
    private void where(Difference d) {
        if (!d.wcs().isKnown()) {
            flags.add("NO_WCS");
        }
        if (!registrations.isEmpty()) {
            flags.add("ALIGNED_BY_STARS");
            summary.put("alignStars", registrations.stream().map(Registration::stars).toList());
            summary.put("alignRmsPx", registrations.stream().map(Registration::rms).toList());
        }
    }
}
