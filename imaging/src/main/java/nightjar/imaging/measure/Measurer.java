// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.detect.Detection;
import nightjar.imaging.engine.Difference;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Mesh;
import nightjar.imaging.psf.Moments;
import nightjar.imaging.sky.SkyPosition;

/** Turns detections into catalogue rows, and leaves out what is no source in the sky. */
public final class Measurer {
    /**
     * Bits that disqualify a source when they lie within a pixel of its middle
     * (detectAndMeasureDiaSource). Defects and cosmic rays are weighed instead: they have no weight
     * in the fit, and a source with most of its light on good pixels is well measured.
     */
    private static final int CENTRE_BAD = Mask.NO_DATA | Mask.SAT | Mask.SAT_TEMPLATE | Mask.EDGE;

    private static final double MIN_SIGNIFICANCE = 5;
    private static final double MIN_RELIABILITY = 0.5;
    private static final double OUTSHINES_RAY = 25;
    private static final double MIN_SCIENCE_SNR = -2;

    private final Difference d;
    private final Mismatch mismatch;
    private final Calibration calibration;
    private final Mesh noise;
    private final double fwhm;
    private final int reach;
    private final Moments psfMoments;

    /**
     * @param noise how much larger the error of a point source's flux is than independent noise of
     *     the difference's variance would make it
     */
    public Measurer(Difference d, Mismatch mismatch, Calibration calibration, Mesh noise) {
        this.d = d;
        this.mismatch = mismatch;
        this.calibration = calibration;
        this.noise = noise;
        this.fwhm = d.psf().fwhm();
        this.reach = reach(fwhm);
        this.psfMoments = d.psf().moments();
    }

    /** Half side of the stamp that a source is fitted on. */
    public static int reach(double fwhm) {
        return (int) Math.max(5, Math.ceil(1.7 * fwhm));
    }

    /** Rows of the real sources, by y, then x. */
    public List<SourceRow> measure(List<Detection> detections, Progress progress) throws Unusable {
        var rows = new ArrayList<SourceRow>();
        var order = new ArrayList<>(detections);
        order.sort(Comparator.comparingDouble(p -> -Math.abs(p.score())));
        int done = 0;
        for (Detection p : order) {
            if (done++ % 50 == 0) {
                progress.at("measure", 0.8 + 0.1 * done / order.size());
            }
            one(p, order).filter(r -> !repeated(r, rows)).ifPresent(rows::add);
        }
        rows.sort(Comparator.comparingDouble(SourceRow::y).thenComparingDouble(SourceRow::x));
        return rows;
    }

    /** A maximum on the shoulder of a source that is already there. */
    private boolean repeated(SourceRow row, List<SourceRow> rows) {
        return rows.stream()
                .anyMatch(r -> Math.hypot(r.x() - row.x(), r.y() - row.y()) < 0.8 * fwhm);
    }

    private Optional<SourceRow> one(Detection p, List<Detection> all) {
        PointFit fit =
                PointFit.fit(d, mismatch, p.x(), p.y(), reach).inNoise(noise.at(p.x(), p.y()));
        double s = fit.significance();
        boolean sameSign = s * p.score() > 0;
        if (!sameSign || Math.abs(s) < MIN_SIGNIFICANCE || (around(fit, 1) & CENTRE_BAD) != 0) {
            return Optional.empty();
        }
        if (isLeftByRay(fit, s)) {
            return Optional.empty();
        }
        Optional<DipoleFit> dipole = dipole(p, all);
        // one source beside an unchanged star is no dipole, whatever the star leaves
        boolean alone = fit.reducedChi2() < 1.4;
        boolean isDipole =
                dipole.filter(f -> f.isDipole(fwhm) && (!alone || f.length() < fwhm)).isPresent();
        int wide = around(fit, (int) Math.ceil(1.3 * fwhm));
        boolean saturated = (wide & (Mask.SAT | Mask.SAT_TEMPLATE)) != 0;
        double reliability = Reliability.of(fit, s, p.score(), isDipole, saturated);
        SourceRow row = row(p, fit, reliability);
        double template = row.real("templateFlux") / calibration.scale();
        reliability *= Reliability.againstStar(fit, s, template);
        row.set("reliability", reliability);
        // Moments that find no centre have found no point: a column, or the foot of a bright star.
        boolean shapeless = row.flag("shape_flag") && Math.abs(s) < OUTSHINES_RAY;
        if (reliability < MIN_RELIABILITY || shapeless) {
            return Optional.empty();
        }
        dipole.ifPresent(f -> dipole(row, f, isDipole));
        double science = row.real("scienceFlux") / row.real("scienceFluxErr");
        return science < MIN_SCIENCE_SNR ? Optional.empty() : Optional.of(row);
    }

    /**
     * Whether this may be no more than what the masking of a cosmic ray left over: its centre is on
     * one (upstream's base_PixelFlags_flag_crCenter, ap_association), or one is within the PSF of a
     * source that does not outshine it.
     */
    private boolean isLeftByRay(PointFit fit, double significance) {
        boolean onRay = (around(fit, 1) & Mask.CR) != 0;
        boolean besideRay = (around(fit, (int) Math.ceil(fwhm)) & Mask.CR) != 0;
        return onRay || (besideRay && Math.abs(significance) < OUTSHINES_RAY);
    }

    private int around(PointFit fit, int radius) {
        int bits = 0;
        int cx = (int) Math.round(fit.x());
        int cy = (int) Math.round(fit.y());
        for (int y = cy - radius; y <= cy + radius; y++) {
            for (int x = cx - radius; x <= cx + radius; x++) {
                bits |= d.mask().contains(x, y) ? d.mask().at(x, y) : Mask.NO_DATA;
            }
        }
        return bits;
    }

    private Optional<DipoleFit> dipole(Detection p, List<Detection> all) {
        Detection partner = null;
        double nearest = 2.2 * fwhm;
        for (Detection o : all) {
            double separation = Math.hypot(o.x() - p.x(), o.y() - p.y());
            if (o.negative() != p.negative() && separation < nearest) {
                nearest = separation;
                partner = o;
            }
        }
        if (partner == null) {
            return Optional.empty();
        }
        Detection plus = p.negative() ? partner : p;
        Detection minus = p.negative() ? p : partner;
        return Optional.of(DipoleFit.fit(d, plus.x(), plus.y(), minus.x(), minus.y(), reach));
    }

    private SourceRow row(Detection p, PointFit fit, double reliability) {
        double[] box = {p.x0() - 0.5, p.y0() - 0.5, p.x1() + 0.5, p.y1() + 0.5};
        var row = new SourceRow(fit.x(), fit.y(), box);
        position(row, fit);
        fluxes(row, fit);
        shape(row, p);
        flags(row, fit);
        row.set("snr", Math.abs(p.score()));
        row.set("isNegative", fit.flux() < 0);
        row.set("reliability", reliability);
        row.set("bboxSize", boxSize(fit, box));
        return row;
    }

    /** Twice the farthest edge from the centroid, at most twice the longer side. */
    static int boxSize(PointFit fit, double[] box) {
        double x = Math.max(Math.abs(box[2] - fit.x()), Math.abs(fit.x() - box[0]));
        double y = Math.max(Math.abs(box[3] - fit.y()), Math.abs(fit.y() - box[1]));
        double longer = Math.max(box[2] - box[0], box[3] - box[1]);
        return (int) Math.min(Math.ceil(2 * Math.max(x, y)), Math.ceil(2 * longer));
    }

    private void position(SourceRow row, PointFit fit) {
        SkyPosition sky = d.wcs().toSky(fit.x(), fit.y());
        double[] j = d.wcs().jacobian(fit.x(), fit.y());
        double a = j[0] * fit.xx() + j[1] * fit.xy();
        double b = j[0] * fit.xy() + j[1] * fit.yy();
        row.set("ra", sky.raDeg()).set("dec", sky.decDeg());
        row.set("xErr", Math.sqrt(fit.xx())).set("yErr", Math.sqrt(fit.yy()));
        row.set("raErr", Math.sqrt(a * j[0] + b * j[1]));
        double c = j[2] * fit.xx() + j[3] * fit.xy();
        double e = j[2] * fit.xy() + j[3] * fit.yy();
        row.set("decErr", Math.sqrt(c * j[2] + e * j[3]));
        row.set("ra_dec_Cov", a * j[2] + b * j[3]);
        row.set("centroid_flag", !fit.converged());
    }

    private void fluxes(SourceRow row, PointFit fit) {
        double scale = calibration.scale();
        double own = Math.abs(fit.flux()) / d.gain();
        // the source's own photons, which the search leaves out: sum(P^3) / sum(P^2)^2 for a
        // Gaussian
        double err = Math.sqrt(fit.fluxErr() * fit.fluxErr() + 4.0 / 3 * own);
        row.set("psfFlux", fit.flux() * scale).set("psfFluxErr", err * scale);
        row.set("psfChi2", fit.chi2()).set("psfNdata", fit.pixels());
        row.set("psfLnL", -0.5 * fit.chi2());
        Aperture ap = Aperture.measure(d.difference(), d.variance(), d.mask(), fit.x(), fit.y());
        row.set("apFlux", ap.flux() * scale).set("apFluxErr", ap.error() * scale);
        row.set("apFlux_flag", ap.truncated()).set("apFlux_flag_apertureTruncated", ap.truncated());
        var s = d.science();
        ForcedFlux science =
                ForcedFlux.measure(s.image(), s.variance(), d.mask(), s.psf(), fit.x(), fit.y());
        row.set("scienceFlux", science.flux() * scale);
        row.set("scienceFluxErr", science.error() * scale);
        row.set("forced_PsfFlux_flag", Double.isNaN(science.flux()) || science.edge());
        row.set("forced_PsfFlux_flag_edge", science.edge());
        row.set("forced_PsfFlux_flag_noGoodPixels", Double.isNaN(science.flux()));
        row.set("psfFlux_flag_edge", science.edge()).set("psfFlux_flag", science.edge());
        var t = d.template();
        ForcedFlux template =
                ForcedFlux.measure(t.image(), t.variance(), d.mask(), t.psf(), fit.x(), fit.y());
        row.set("templateFlux", template.flux() * scale);
        row.set("templateFluxErr", template.error() * scale);
    }

    private void shape(SourceRow row, Detection p) {
        double[] j = d.wcs().jacobian(row.x(), row.y());
        double arcsec2 = Math.abs(j[0] * j[3] - j[1] * j[2]) * 3600 * 3600;
        var stamp = Stamps.around(d.difference(), row.x(), row.y(), 20, p.negative() ? -1 : 1);
        double fx = 20 + row.x() - Math.round(row.x());
        double fy = 20 + row.y() - Math.round(row.y());
        Moments m = Moments.measure(stamp, fx, fy, psfMoments.size());
        row.set("shape_flag", !m.converged());
        if (m.converged()) {
            row.set("ixx", m.xx() * arcsec2).set("iyy", m.yy() * arcsec2);
            row.set("ixy", m.xy() * arcsec2);
            row.set("trailLength", length(m) * Math.sqrt(arcsec2));
            double larger = m.size() / psfMoments.size() - 1;
            row.set("extendedness", 1 / (1 + Math.exp(-(larger - 0.35) / 0.08)));
        }
        row.set("ixxPSF", psfMoments.xx() * arcsec2).set("iyyPSF", psfMoments.yy() * arcsec2);
        row.set("ixyPSF", psfMoments.xy() * arcsec2);
    }

    /**
     * How long, in px, a point that moved would have been drawn: a line of length L adds L^2/12 to
     * the variance along itself (the variance of a uniform distribution). Zero for what is no
     * longer than the PSF.
     */
    private double length(Moments m) {
        return Math.sqrt(12 * Math.max(0, longAxis(m) - longAxis(psfMoments)));
    }

    /** The larger eigenvalue of the second moments, px^2. */
    private static double longAxis(Moments m) {
        double mean = (m.xx() + m.yy()) / 2;
        return mean + Math.hypot((m.xx() - m.yy()) / 2, m.xy());
    }

    private void flags(SourceRow row, PointFit fit) {
        int wide = around(fit, (int) Math.ceil(fwhm));
        int centre = around(fit, 0);
        row.set("pixelFlags_bad", (wide & Mask.BAD) != 0);
        row.set("pixelFlags_edge", (wide & Mask.EDGE) != 0);
        both(row, "cr", Mask.CR, wide, centre);
        both(row, "nodata", Mask.NO_DATA, wide, centre);
        both(row, "interpolated", Mask.INTRP, wide, centre);
        both(row, "saturated", Mask.SAT, wide, centre);
        both(row, "suspect", Mask.SUSPECT, wide, centre);
        both(row, "streak", Mask.STREAK, wide, centre);
    }

    private static void both(SourceRow row, String name, int bit, int wide, int centre) {
        row.set("pixelFlags_" + name, (wide & bit) != 0);
        row.set("pixelFlags_" + name + "Center", (centre & bit) != 0);
    }

    private void dipole(SourceRow row, DipoleFit f, boolean isDipole) {
        row.set("dipoleFitAttempted", true).set("isDipole", isDipole);
        if (!f.solved()) {
            return;
        }
        double scale = calibration.scale();
        double err = Math.hypot(f.positiveErr(), f.negativeErr()) * scale;
        SkyPosition plus = d.wcs().toSky(f.x1(), f.y1());
        SkyPosition minus = d.wcs().toSky(f.x2(), f.y2());
        row.set("dipoleMeanFlux", 0.5 * (f.positive() + f.negative()) * scale);
        row.set("dipoleMeanFluxErr", 0.5 * err);
        row.set("dipoleFluxDiff", (f.positive() - f.negative()) * scale);
        row.set("dipoleFluxDiffErr", err);
        row.set("dipoleLength", plus.separationArcsec(minus));
        row.set("dipoleAngle", Bearing.degrees(minus, plus));
        row.set("dipoleChi2", f.chi2()).set("dipoleNdata", f.pixels());
    }
}
