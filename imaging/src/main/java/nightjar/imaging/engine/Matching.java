// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import java.io.IOException;
import java.util.List;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.kernel.KernelFit;
import nightjar.imaging.kernel.MatchingKernel;
import nightjar.imaging.pixels.Aside;
import nightjar.imaging.pixels.Background;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.pixels.Convolution;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Planes;
import nightjar.imaging.pixels.Repair;
import nightjar.imaging.psf.PsfLearner;
import nightjar.imaging.psf.PsfModel;
import nightjar.imaging.psf.Star;
import nightjar.imaging.psf.StarFinder;
import nightjar.imaging.psf.StarSelection;

/** Matches the template to the science image, or the other way round, and subtracts. */
public final class Matching {
    private static final int SKY_CELL = 64;
    private static final int BAND = 64;
    private static final double SYSTEMATIC = 0.01;

    /** Factor by which the noise that images promise may be off before people are told. */
    private static final double FAR = 2;

    private final Frame science;
    private final TemplateStack.Template template;
    private final Planes planes;
    private final Progress progress;
    private final List<String> flags;

    /**
     * @param planes lend those of the difference, and what is needed meanwhile
     * @param flags gets the names of the compromises made
     */
    public Matching(
            Frame science,
            TemplateStack.Template template,
            Planes planes,
            Progress progress,
            List<String> flags) {
        this.science = science;
        this.template = template;
        this.planes = planes;
        this.progress = progress;
        this.flags = flags;
    }

    /**
     * The difference and how it was made.
     *
     * @param covariance factor by which the variance had to be multiplied to describe blank sky
     */
    public record Matched(
            Difference difference,
            MatchingKernel kernel,
            boolean scienceConvolved,
            double covariance,
            List<Star> points) {}

    /**
     * What a point looks like in either image.
     *
     * @param points the stars that tell it of the science image
     */
    public record Psfs(PsfModel science, PsfModel template, List<Star> points) {}

    /** Learns both PSFs. */
    public Psfs psfs() throws Unusable, IOException {
        Repair.fill(template.image(), template.mask(), Mask.BAD | Mask.NO_DATA | Mask.CR, 0);
        List<Star> points = StarSelection.select(science.stars());
        progress.at("psf", 0.3);
        PsfLearner.Learnt ofScience;
        TemplateLearnt ofTemplate;
        try (Aside<TemplateLearnt> learnt = Aside.of(this::templatePsf)) {
            ofScience =
                    learn(
                            science.image(),
                            science.skySigma(),
                            points,
                            science.stars(),
                            "science image");
            progress.at("psf", 0.31);
            ofTemplate = learnt.outcome();
            if (ofTemplate.shared().areFew()) {
                flags.add("FEW_STARS_SHARED");
            }
        }
        progress.at("psf", 0.34);
        if (ofScience.crowded() || ofTemplate.learnt().crowded()) {
            flags.add("PSF_CROWDED");
        }
        PsfModel sciencePsf = ofScience.psf();
        PsfModel templatePsf = ofTemplate.learnt().psf();
        if (sciencePsf.order() == 0 || templatePsf.order() == 0) {
            flags.add("CONSTANT_PSF");
        }
        return new Psfs(sciencePsf, templatePsf, points);
    }

    /** Fits, convolves, subtracts, and calibrates the variance on blank sky. */
    public Matched match(Psfs psfs) throws Unusable {
        double s = psfs.science.moments().size();
        double p = psfs.template.moments().size();
        boolean convolveScience = p > s * 1.005;
        double widen = Math.sqrt(Math.abs(s * s - p * p));
        int half = (int) Math.min(17, Math.max(9, Math.ceil(5 * Math.max(s, p))));
        Plane scienceVariance = withPhotons(science);
        Mask unusable = unusable(widen);
        MatchingKernel kernel;
        try (Planes brief = planes.brief()) {
            KernelFit fit =
                    convolveScience
                            ? ofScience(scienceVariance, unusable, brief)
                            : ofTemplate(scienceVariance, unusable, brief);
            kernel = fit.fit(stars(), widen, half, progress);
        }
        if (kernel.order() == 0) {
            flags.add("CONSTANT_KERNEL");
        }
        var subtraction =
                new Subtraction(
                        science,
                        template,
                        scienceVariance,
                        psfs.science,
                        psfs.template,
                        planes,
                        progress);
        Difference d =
                convolveScience
                        ? subtraction.scienceConvolved(kernel, unusable)
                        : subtraction.templateConvolved(kernel, unusable);
        progress.at("calibrate", 0.6);
        double covariance = BlankSky.calibrate(d);
        if (covariance > FAR * FAR || covariance < 1 / (FAR * FAR)) {
            flags.add("NOISE_RESCALED");
        }
        return new Matched(d, kernel, convolveScience, covariance, psfs.points);
    }

    private List<Star> stars() {
        return science.stars();
    }

    private record TemplateLearnt(PsfLearner.Learnt learnt, SharedStars shared) {}

    private TemplateLearnt templatePsf() throws Unusable {
        Plane t = template.image();
        var sky = Background.measure(t, template.mask(), SKY_CELL);
        progress.at("psf", 0.31);
        List<Star> found = StarFinder.find(t, template.mask(), sky.sigma(), planes);
        progress.at("psf", 0.33);
        var shared = SharedStars.of(stars(), science.mask(), found, template.mask());
        shared.check();
        var learnt = learn(t, sky.sigma(), StarSelection.select(found), found, "template");
        return new TemplateLearnt(learnt, shared);
    }

    /** How much brighter the science image is. */
    private double ratio() {
        Mask mask = template.mask();
        return FluxScale.ratio(science.image(), science.mask(), template.image(), mask, stars())
                .orElse(1);
    }

    /** The fit that brings the science image to the template's seeing. */
    private KernelFit ofScience(Plane scienceVariance, Mask unusable, Planes brief) {
        Plane t = template.image();
        Plane weights = weights(template.variance(), scienceVariance, 1 / ratio(), t, brief);
        return new KernelFit(t, science.image(), weights, scienceVariance, List.of(1.0), unusable);
    }

    /** The fit that brings the template to the science image's seeing. */
    private KernelFit ofTemplate(Plane scienceVariance, Mask unusable, Planes brief) {
        Plane image = science.image();
        Plane v = template.variance();
        Plane weights = weights(scienceVariance, v, ratio(), image, brief);
        return new KernelFit(image, template.image(), weights, v, template.noise(), unusable);
    }

    private static PsfLearner.Learnt learn(
            Plane image,
            nightjar.imaging.pixels.Mesh sigma,
            List<Star> stars,
            List<Star> found,
            String of)
            throws Unusable {
        return PsfLearner.learn(image, sigma, stars, found)
                .orElseThrow(
                        () ->
                                new Unusable(
                                        FailureCause.TOO_FEW_STARS,
                                        "no star to learn the PSF of the " + of + " from"));
    }

    /** Sky noise and the photon noise of the smoothed image. */
    private Plane withPhotons(Frame frame) {
        Plane smooth = planes.rough(frame.image().width, frame.image().height);
        Convolution.separable(frame.image(), Convolution.gaussian(1), smooth);
        float g = (float) frame.gain();
        float perElectron = 1 / g;
        Bands.run(
                0,
                smooth.height,
                BAND,
                (from, to) -> {
                    float[] row = new float[smooth.width];
                    for (int y = from; y < to; y++) {
                        frame.skySigma().row(y, row, 0, smooth.width);
                        photons(row, perElectron, y * smooth.width, smooth.pixels);
                    }
                });
        return smooth;
    }

    private static void photons(float[] sigma, float perElectron, int at, float[] pixels) {
        for (int x = 0; x < sigma.length; x++) {
            float s = sigma[x];
            pixels[at + x] = s * s + Math.max(0, pixels[at + x]) * perElectron;
        }
    }

    private static Plane weights(
            Plane target, Plane source, double ratio, Plane light, Planes brief) {
        var out = brief.rough(target.width, target.height);
        float r = (float) (0.3 * ratio * ratio);
        float s = (float) SYSTEMATIC;
        Bands.Rows rows =
                (from, to) -> {
                    for (int i = from * out.width; i < to * out.width; i++) {
                        float l = s * light.pixels[i];
                        out.pixels[i] = target.pixels[i] + (r * source.pixels[i] + l * l);
                    }
                };
        Bands.run(0, out.height, BAND, rows);
        return out;
    }

    /** What the convolution spoils: masked pixels of either image, grown, and the borders. */
    private Mask unusable(double widen) {
        var mask = planes.mask(science.image().width, science.image().height);
        mask.or(science.mask());
        int reach = (int) Math.min(6, Math.max(2, Math.ceil(1.5 * widen + 1)));
        int[] bits = template.mask().bits;
        Bands.Rows rows =
                (from, to) -> {
                    for (int i = from * mask.width; i < to * mask.width; i++) {
                        int add = bits[i] & (Mask.BAD | Mask.NO_DATA | Mask.CR);
                        mask.bits[i] |= add | ((bits[i] & Mask.SAT) != 0 ? Mask.SAT_TEMPLATE : 0);
                    }
                };
        Bands.run(0, mask.height, BAND, rows);
        mask.grow(Mask.NO_DATA, Mask.NO_DATA, reach);
        mask.grow(Mask.SAT_TEMPLATE, Mask.SAT_TEMPLATE, reach);
        edge(mask, reach);
        return mask;
    }

    private static void edge(Mask mask, int reach) {
        for (int y = 0; y < mask.height; y++) {
            boolean whole = y < reach || y >= mask.height - reach;
            int left = whole ? mask.width : Math.min(reach, mask.width);
            for (int x = 0; x < left; x++) {
                mask.add(x, y, Mask.EDGE);
            }
            for (int x = Math.max(left, mask.width - reach); x < mask.width; x++) {
                mask.add(x, y, Mask.EDGE);
            }
        }
    }
}
