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
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.psf.Moments;

/** Turns detections into catalogue rows, and leaves out what is no source in the sky. */
public final class Measurer {
    /**
     * Bits that disqualify a source when they lie within a pixel of its middle
     * (detectAndMeasureDiaSource). Defects and cosmic rays are weighed instead: they have no weight
     * in the fit, and a source with most of its light on good pixels is well measured.
     */
    private static final int CENTRE_BAD = Mask.NO_DATA | Mask.SAT | Mask.SAT_TEMPLATE | Mask.EDGE;

    private static final int BATCH = 100;
    private static final double LEAST_SIGNIFICANCE = 3;
    private static final double MIN_RELIABILITY = 0.5;
    private static final double OUTSHINES_RAY = 25;

    private final Difference d;
    private final Mismatch mismatch;
    private final Calibration calibration;
    private final NoiseFactors noise;
    private final double fwhm;
    private final int reach;
    private final PointRow rows;

    /** Errors of the rows will be larger by these factors than the variance makes them. */
    public Measurer(Difference d, Mismatch mismatch, Calibration calibration, NoiseFactors noise) {
        this.d = d;
        this.mismatch = mismatch;
        this.calibration = calibration;
        this.noise = noise;
        this.fwhm = d.psf().fwhm();
        this.reach = reach(fwhm);
        this.rows = new PointRow(d, calibration, noise.aperture());
    }

    /** Half side of the stamp that a source is fitted on. */
    public static int reach(double fwhm) {
        return (int) Math.max(5, Math.ceil(1.7 * fwhm));
    }

    /** What became of every detection, the most significant first. */
    public List<Judged> measure(List<Detection> detections, Progress progress) throws Unusable {
        var judged = new ArrayList<Judged>();
        var kept = new ArrayList<SourceRow>();
        var order = new ArrayList<>(detections);
        order.sort(Comparator.comparingDouble(p -> -Math.abs(p.score())));
        var features = new FeatureMeasurer(d, order, reach);
        for (int from = 0; from < order.size(); from += BATCH) {
            progress.at("measure", 0.8 + 0.1 * from / order.size());
            var batch = order.subList(from, Math.min(order.size(), from + BATCH));
            for (Judged one : Bands.map(batch, p -> one(p, order, features))) {
                boolean again = one.row().filter(row -> repeated(row, kept)).isPresent();
                Judged last = again ? one.instead("repeated") : one;
                last.row().ifPresent(kept::add);
                judged.add(last);
            }
        }
        return judged;
    }

    /** A maximum on the shoulder of a source that is already there. */
    private boolean repeated(SourceRow row, List<SourceRow> rows) {
        return rows.stream()
                .anyMatch(r -> Math.hypot(r.x() - row.x(), r.y() - row.y()) < 0.8 * fwhm);
    }

    private Judged one(Detection p, List<Detection> all, FeatureMeasurer features) {
        PointFit fit =
                PointFit.fit(d, mismatch, p.x(), p.y(), reach).inNoise(noise.pointAt(p.x(), p.y()));
        double s = fit.significance();
        boolean sameSign = s * p.score() > 0;
        if (!sameSign || Math.abs(s) < LEAST_SIGNIFICANCE) {
            return Judged.not(p, "insignificant");
        }
        int centre = around(fit, 1);
        if ((centre & CENTRE_BAD) != 0) {
            return Judged.not(p, "on " + Mask.names(centre & CENTRE_BAD));
        }
        return weighed(p, fit, dipole(p, all), features);
    }

    private Judged weighed(
            Detection p, PointFit fit, Optional<DipoleFit> dipole, FeatureMeasurer features) {
        // one source beside an unchanged star is no dipole, whatever the star leaves
        boolean alone = fit.reducedChi2() < 1.4;
        boolean isDipole =
                dipole.filter(f -> f.isDipole(fwhm) && (!alone || f.length() < fwhm)).isPresent();
        Moments moments = rows.moments(fit.x(), fit.y(), p.negative());
        SourceRow row = rows.of(p, fit, moments);
        var look =
                new FeatureMeasurer.Look(
                        p, fit, row, moments, calibration.scale(), isDipole, ray(fit));
        Features seen = features.of(look);
        var reliability = Reliability.of(seen);
        row.set("reliability", reliability.value());
        if (fit.flux() < 0) {
            row.set("psfFlux", fit.fluxOfGone(d, mismatch, reach) * calibration.scale());
        }
        dipole.ifPresent(f -> rows.dipole(row, f, isDipole));
        var judged = new Judged(p, "source", Optional.of(seen), Optional.of(row));
        return reliability.value() < MIN_RELIABILITY
                ? judged.instead("reliability: " + reliability.weakest().word())
                : judged;
    }

    /** Whether a masked cosmic ray is within the PSF of a source (1), or in its middle (2). */
    private int ray(PointFit fit) {
        boolean onRay = (around(fit, 1) & Mask.CR) != 0;
        boolean besideRay = (around(fit, (int) Math.ceil(fwhm)) & Mask.CR) != 0;
        boolean outshines = Math.abs(fit.significance()) > OUTSHINES_RAY;
        return onRay ? 2 : besideRay && !outshines ? 1 : 0;
    }

    private int around(PointFit fit, int radius) {
        return d.mask().around(fit.x(), fit.y(), radius);
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
}
