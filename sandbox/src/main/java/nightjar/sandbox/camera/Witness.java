// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import java.util.function.ToDoubleFunction;
import nightjar.sandbox.sky.Canvas;
import nightjar.sandbox.sky.Changing;
import nightjar.sandbox.sky.Field;
import nightjar.sandbox.sky.Injected;
import nightjar.sandbox.sky.Moffat;
import nightjar.sandbox.sky.Photometry;
import nightjar.sandbox.sky.PixelPoint;
import nightjar.sandbox.sky.Scene;
import nightjar.sandbox.sky.SkyPoint;

/**
 * Writes down the truth about one detector's image, from the noise-free picture and the pixels that
 * are spoilt.
 */
final class Witness {
    private final Scene scene;
    private final Field field;
    private final Canvas expected;
    private final boolean[] masked;
    private final long visit;
    private final int detector;
    private final int templateExposures;
    private final Injected.Fate fate;
    private final ToDoubleFunction<SkyPoint> trackArcsec;

    /**
     * @param expected electrons before noise and cosmic rays, everything included
     * @param masked saturated, bad and cosmic-ray pixels
     */
    Witness(
            Scene scene,
            Field field,
            Canvas expected,
            boolean[] masked,
            long visit,
            int detector,
            int templateExposures,
            Injected.Fate fate,
            ToDoubleFunction<SkyPoint> trackArcsec) {
        this.scene = scene;
        this.field = field;
        this.expected = expected;
        this.masked = masked;
        this.visit = visit;
        this.detector = detector;
        this.templateExposures = templateExposures;
        this.fate = fate;
        this.trackArcsec = trackArcsec;
    }

    /** A point source whose flux differs by this much from the template's. */
    Injected point(Injected.Kind kind, String id, SkyPoint at, double changeNJy) {
        PixelPoint p = scene.grid().toPixel(at);
        PixelPoint lit = scene.air().displaced(p);
        Moffat psf = scene.psfAt(p);
        double flux = scene.electrons(changeNJy);
        double reach = 3.5 * psf.fwhmPx();
        double weight = 0;
        double spoilt = 0;
        double information = 0;
        for (int y = (int) (lit.y() - reach); y <= lit.y() + reach; y++) {
            for (int x = (int) (lit.x() - reach); x <= lit.x() + reach; x++) {
                double profile = psf.at(x - lit.x(), y - lit.y());
                weight += profile;
                if (!isOnImage(x, y)) {
                    spoilt += profile;
                    continue;
                }
                int i = y * expected.width() + x;
                spoilt += masked[i] ? profile : 0;
                information += profile * profile / variance(i, Math.max(0, flux) * profile);
            }
        }
        double snr = Math.abs(flux) * Math.sqrt(information);
        return row(kind, id, at, p, changeNJy, snr, spoilt / weight);
    }

    Injected changing(Changing source, double nJyNow) {
        double change = nJyNow - source.templateNJy();
        return point(source.kind(), source.id(), source.at(), change);
    }

    /** A satellite's trail, of which this is the light alone. */
    Injected trail(String id, SkyPoint middle, Canvas light) {
        double information = 0;
        double sum = 0;
        double lost = 0;
        for (int i = 0; i < masked.length; i++) {
            double e = light.electrons()[i];
            sum += e;
            lost += masked[i] ? e : 0;
            information += e * e / variance(i, e);
        }
        double nJy = sum / scene.electrons(1);
        PixelPoint p = scene.grid().toPixel(middle);
        Injected.Kind kind = Injected.Kind.SATELLITE;
        return row(kind, id, middle, p, nJy, Math.sqrt(information), lost / sum);
    }

    // Science variance with everything in it, and the template's: the same sky and neighbours
    // without the
    // change, averaged over its exposures.
    private double variance(int i, double change) {
        double readNoise = SandboxCam.READ_NOISE * SandboxCam.READ_NOISE;
        double science = expected.electrons()[i] + readNoise;
        double template = Math.max(readNoise, science - change) / templateExposures;
        return science + template;
    }

    private boolean isOnImage(int x, int y) {
        return x >= 0 && y >= 0 && x < expected.width() && y < expected.height();
    }

    private Injected row(
            Injected.Kind kind,
            String id,
            SkyPoint at,
            PixelPoint p,
            double nJy,
            double snr,
            double maskedFraction) {
        return new Injected(
                kind,
                id,
                at.raDeg(),
                at.decDeg(),
                visit,
                detector,
                p.x(),
                p.y(),
                nJy,
                Photometry.mag(Math.abs(nJy)),
                snr,
                maskedFraction,
                Scene.onHost(field, at),
                Scene.nearStar(field, at, 3),
                trackArcsec.applyAsDouble(at),
                fate);
    }
}
