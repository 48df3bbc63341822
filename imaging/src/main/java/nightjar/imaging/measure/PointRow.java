// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import nightjar.imaging.detect.Detection;
import nightjar.imaging.engine.Difference;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.psf.Moments;
import nightjar.imaging.sky.SkyPosition;

/** Writes what was measured of a source into its row: places, fluxes, shape, flags. */
final class PointRow {
    private final Difference d;
    private final Calibration calibration;
    private final double fwhm;
    private final double apertureNoise;
    private final Moments psfMoments;

    PointRow(Difference d, Calibration calibration, double apertureNoise) {
        this.apertureNoise = apertureNoise;
        this.d = d;
        this.calibration = calibration;
        this.fwhm = d.psf().fwhm();
        this.psfMoments = d.psf().moments();
    }

    /**
     * A row of everything but reliability and dipole.
     *
     * @param moments of the light that came or went
     */
    SourceRow of(Detection p, PointFit fit, Moments moments) {
        double[] box = {p.x0() - 0.5, p.y0() - 0.5, p.x1() + 0.5, p.y1() + 0.5};
        var row = new SourceRow(fit.x(), fit.y(), box);
        position(row, fit);
        fluxes(row, fit);
        shape(row, moments);
        flags(row, fit);
        row.set("snr", Math.abs(p.score()));
        row.set("isNegative", fit.flux() < 0);
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
        Aperture ap =
                Aperture.measure(d.difference(), d.variance(), d.mask(), fit.x(), fit.y())
                        .inNoise(apertureNoise, d.gain());
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

    private void shape(SourceRow row, Moments m) {
        double[] j = d.wcs().jacobian(row.x(), row.y());
        double arcsec2 = Math.abs(j[0] * j[3] - j[1] * j[2]) * 3600 * 3600;
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

    /** Moments of the light that came or went at a place. */
    Moments moments(double x, double y, boolean negative) {
        var stamp = Stamps.around(d.difference(), x, y, 20, negative ? -1 : 1);
        return Moments.measure(
                stamp, 20 + x - Math.round(x), 20 + y - Math.round(y), psfMoments.size());
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
        int wide = d.mask().around(fit.x(), fit.y(), (int) Math.ceil(fwhm));
        int centre = d.mask().around(fit.x(), fit.y(), 0);
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

    /** Adds what the fit of two lobes told. */
    void dipole(SourceRow row, DipoleFit f, boolean isDipole) {
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
