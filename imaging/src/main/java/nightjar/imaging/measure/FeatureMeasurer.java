// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import java.util.List;
import nightjar.imaging.detect.Detection;
import nightjar.imaging.engine.Difference;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.psf.Moments;

/** Measures of a detection what it is judged by. */
final class FeatureMeasurer {
    /** A PSF that is wrong by 2 percent of the flux shows up above the noise from here on. */
    private static final double PSF_SHOWS = 130;

    private static final double CLUTTER_REACH = 4;
    private static final int CLUTTER_MOST = 6;
    private static final double RIVAL = 0.5;
    private static final double ON_STAR = 0.2;
    private static final double OUTSHINES = 25;

    private final Difference d;
    private final List<Detection> all;
    private final int reach;
    private final double fwhm;
    private final double size;

    FeatureMeasurer(Difference d, List<Detection> all, int reach) {
        this.d = d;
        this.all = all;
        this.reach = reach;
        this.fwhm = d.psf().fwhm();
        this.size = d.psf().moments().size();
    }

    /**
     * What a source was found to be like before it was judged.
     *
     * @param unit nanojanskys per image unit, as the row has fluxes
     * @param ray 1 if a cosmic ray was masked within its PSF, 2 if in its middle
     */
    record Look(
            Detection detection,
            PointFit fit,
            SourceRow row,
            Moments moments,
            double unit,
            boolean isDipole,
            int ray) {}

    Features of(Look look) {
        PointFit fit = look.fit;
        double s = Math.abs(fit.significance());
        double score = Math.abs(look.detection.score());
        var out = new Features.Builder();
        out.set(Feature.SIGNIFICANCE, Math.log(s), 0, 5);
        out.set(Feature.AGREEMENT, Math.min(s, score) / Math.max(s, score), 0, 1);
        light(look, s, out);
        mask(look, out);
        company(look, out);
        shape(look, s, out);
        return out.build();
    }

    /** The light that was there before, and how well the source fits on it. */
    private void light(Look look, double s, Features.Builder out) {
        PointFit fit = look.fit;
        double template = look.row.real("templateFlux") / look.unit;
        double before =
                ForcedFlux.measure(d.model(), d.variance(), d.mask(), d.psf(), fit.x(), fit.y())
                        .flux();
        double star = Math.max(0, before);
        double glow = Math.max(0, before - template);
        out.set(Feature.ABOVE_STAR_1, above(fit, 0.01 * star), -2, 3);
        out.set(Feature.ABOVE_STAR_4, above(fit, 0.04 * star), -2, 3);
        out.set(Feature.ABOVE_STAR_15, above(fit, 0.15 * star), -2, 3);
        out.set(Feature.ABOVE_GLOW_3, above(fit, 0.03 * glow), -2, 3);
        out.set(Feature.ABOVE_GLOW_10, above(fit, 0.1 * glow), -2, 3);
        out.set(Feature.ABOVE_GLOW_30, above(fit, 0.3 * glow), -2, 3);
        double bright = 1 + Math.pow(s / PSF_SHOWS, 2);
        double misfit = fit.reducedChi2() / bright;
        boolean onStar = Math.abs(fit.flux()) < ON_STAR * star;
        out.set(Feature.MISFIT, Math.log(misfit), -1, 3);
        out.set(Feature.MISFIT_ON_STAR, onStar ? misfit : 0, 0, 4);
        out.set(Feature.SHARPNESS, Math.log(fit.sharpness() / (1 + s / PSF_SHOWS)), -1, 3);
        double ray = RayTest.sharpness(d, fit, before, reach) / (1 + s / PSF_SHOWS);
        out.set(Feature.RAY_SHARPNESS, Math.log(Math.max(0.1, ray)), -1, 3);
        double there = fit.flux() > 0 ? look.row.real("scienceFlux") / look.unit : template;
        out.set(Feature.SUPPORT, there / Math.abs(fit.flux()), -1, 2);
    }

    /** ln of the significance with an error more. */
    private static double above(PointFit fit, double more) {
        return Math.log(Math.abs(fit.flux()) / Math.hypot(fit.fluxErr(), more));
    }

    private void mask(Look look, Features.Builder out) {
        PointFit fit = look.fit;
        int wide = d.mask().around(fit.x(), fit.y(), (int) Math.ceil(1.3 * fwhm));
        boolean saturated = (wide & (Mask.SAT | Mask.SAT_TEMPLATE)) != 0;
        out.set(Feature.SEEN, fit.goodWeight(), 0, 1);
        out.set(Feature.SEEN_BESIDE_SATURATED, saturated ? fit.goodWeight() : 1, 0, 1);
        out.set(Feature.BESIDE_RAY, look.ray, 0, 2);
    }

    private void company(Look look, Features.Builder out) {
        Detection p = look.detection;
        double other = 0;
        int near = -1;
        for (Detection o : all) {
            double separation = Math.hypot(o.x() - p.x(), o.y() - p.y());
            boolean rivals = Math.abs(o.score()) >= RIVAL * Math.abs(p.score());
            near += rivals && separation < CLUTTER_REACH * fwhm ? 1 : 0;
            if (o.negative() != p.negative() && separation < 2.2 * fwhm) {
                other = Math.max(other, Math.abs(o.score()));
            }
        }
        out.set(Feature.DIPOLE, look.isDipole ? 1 : 0, 0, 1);
        out.set(Feature.COUNTERPART, other / Math.abs(p.score()), 0, 1.5);
        out.set(Feature.CLUTTER, near, 0, CLUTTER_MOST);
    }

    private void shape(Look look, double s, Features.Builder out) {
        double shift =
                Math.hypot(look.fit.x() - look.detection.x(), look.fit.y() - look.detection.y());
        boolean hasShape = look.moments.converged();
        double ratio = hasShape ? look.moments.size() / size : 1;
        out.set(Feature.SHIFT, shift / fwhm, 0, 1);
        out.set(Feature.SMALL, 1 - ratio, 0, 1);
        out.set(Feature.LARGE, ratio - 1, 0, 2);
        out.set(Feature.SHAPELESS, hasShape || s > OUTSHINES ? 0 : 1, 0, 1);
    }
}
