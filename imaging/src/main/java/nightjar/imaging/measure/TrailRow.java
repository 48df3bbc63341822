// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import nightjar.imaging.detect.Trail;
import nightjar.imaging.engine.Difference;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.sky.SkyPosition;

/**
 * The one row that stands for a whole trail. It stays in the catalogue, with a box as long as the
 * trail, so that Sattle is asked about it.
 */
public final class TrailRow {
    private TrailRow() {}

    /** The row, at the trail's middle. */
    public static SourceRow of(Trail t, Difference d, Calibration calibration, NoiseFactors noise) {
        double x = (t.x0() + t.x1()) / 2;
        double y = (t.y0() + t.y1()) / 2;
        double w = t.halfWidth();
        double[] box = {
            Math.max(-0.5, Math.min(t.x0(), t.x1()) - w),
            Math.max(-0.5, Math.min(t.y0(), t.y1()) - w),
            Math.min(d.difference().width - 0.5, Math.max(t.x0(), t.x1()) + w),
            Math.min(d.difference().height - 0.5, Math.max(t.y0(), t.y1()) + w)
        };
        double scale = calibration.scale();
        SkyPosition middle = d.wcs().toSky(x, y);
        SkyPosition one = d.wcs().toSky(t.x0(), t.y0());
        SkyPosition two = d.wcs().toSky(t.x1(), t.y1());
        var row = new SourceRow(x, y, box);
        position(row, d, t, middle);
        row.set("trailRa", middle.raDeg()).set("trailDec", middle.decDeg());
        row.set("trailFlux", t.flux() * scale).set("trailFluxErr", t.fluxErr() * scale);
        row.set("trailLength", one.separationArcsec(two));
        row.set("trailAngle", Bearing.degrees(middle, two) % 180);
        row.set("trailChi2", t.chi2()).set("trailNdata", t.pixels());
        row.set("trail_flag_edge", edge(t, d));
        row.set("snr", t.flux() / t.fluxErr());
        row.set("bboxSize", (int) Math.ceil(Math.max(box[2] - box[0], box[3] - box[1])));
        row.set("reliability", 1.0).set("extendedness", 1.0);
        row.set("pixelFlags_streak", true).set("pixelFlags_streakCenter", true);
        fluxes(row, d, noise, scale);
        return row;
    }

    private static void position(SourceRow row, Difference d, Trail t, SkyPosition middle) {
        // the middle of a trail is known to about a pixel along it
        double err = Math.sqrt(d.wcs().pixelArea(row.x(), row.y()));
        row.set("ra", middle.raDeg()).set("dec", middle.decDeg());
        row.set("xErr", 1.0).set("yErr", 1.0).set("raErr", err).set("decErr", err);
        row.set("ra_dec_Cov", 0.0);
        row.set("trailRaErr", err).set("trailDecErr", err);
        row.set("trailLengthErr", err * 3600 * Math.sqrt(2));
        row.set("trailAngleErr", Math.toDegrees(1 / t.length()));
    }

    private static boolean edge(Trail t, Difference d) {
        double w = d.difference().width - 1.0 - t.halfWidth();
        double h = d.difference().height - 1.0 - t.halfWidth();
        double least = t.halfWidth();
        boolean first = t.x0() < least || t.y0() < least || t.x0() > w || t.y0() > h;
        return first || t.x1() < least || t.y1() < least || t.x1() > w || t.y1() > h;
    }

    private static void fluxes(SourceRow row, Difference d, NoiseFactors noise, double scale) {
        double x = row.x();
        double y = row.y();
        Mask mask = d.mask();
        ForcedFlux psf =
                ForcedFlux.measure(d.difference(), d.variance(), mask, d.psf(), x, y)
                        .inNoise(noise.pointAt(x, y), d.gain());
        row.set("psfFlux", psf.flux() * scale).set("psfFluxErr", psf.error() * scale);
        row.set("psfNdata", psf.pixels());
        Aperture ap =
                Aperture.measure(d.difference(), d.variance(), mask, x, y)
                        .inNoise(noise.aperture(), d.gain());
        row.set("apFlux", ap.flux() * scale).set("apFluxErr", ap.error() * scale);
        var s = d.science();
        ForcedFlux science = ForcedFlux.measure(s.image(), s.variance(), mask, s.psf(), x, y);
        row.set("scienceFlux", science.flux() * scale);
        row.set("scienceFluxErr", science.error() * scale);
        var t = d.template();
        ForcedFlux template = ForcedFlux.measure(t.image(), t.variance(), mask, t.psf(), x, y);
        row.set("templateFlux", template.flux() * scale);
        row.set("templateFluxErr", template.error() * scale);
    }
}
