// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import java.util.random.RandomGenerator;
import nightjar.sandbox.sky.Canvas;
import nightjar.sandbox.sky.Moffat;
import nightjar.sandbox.sky.PixelPoint;

/**
 * Charge left by muons and Compton electrons: straight tracks, sharper than any star, of about 80
 * electrons per micron of silicon, spread by diffusion over little more than a pixel.
 */
public final class CosmicRays {
    // 2.5 per square cm and minute at 2700 m (Groom 2002, Exp. Astron. 14, 45), pixels of 10
    // microns; twelve
    // times as many here, so that a small frame shows some in 15 s.
    private static final double PER_PIXEL_SECOND = 12 * 2.5 / 60 / 1e6;
    private static final double DIFFUSION_FWHM_PX = 0.9;
    private static final double ELECTRONS_PER_PX = 800;

    private CosmicRays() {}

    /** The charge of one exposure alone. */
    public static Canvas fall(int width, int height, double seconds, RandomGenerator dice) {
        Canvas charge = new Canvas(width, height);
        Moffat spread = Moffat.of(DIFFUSION_FWHM_PX, 0, 0);
        double expected = PER_PIXEL_SECOND * width * height * seconds;
        int hits =
                (int) Math.round(Math.max(1, expected + Math.sqrt(expected) * dice.nextGaussian()));
        for (int i = 0; i < hits; i++) {
            track(charge, spread, dice);
        }
        return charge;
    }

    private static void track(Canvas charge, Moffat spread, RandomGenerator dice) {
        double x = charge.width() * dice.nextDouble();
        double y = charge.height() * dice.nextDouble();
        double angle = 2 * Math.PI * dice.nextDouble();
        double length = Math.min(60, 1 + 6 * -Math.log(1 - dice.nextDouble()));
        double perPixel = ELECTRONS_PER_PX * Math.exp(0.6 * dice.nextGaussian());
        int steps = (int) Math.ceil(length / 0.5);
        for (int k = 0; k < steps; k++) {
            double s = k * 0.5;
            PixelPoint at = new PixelPoint(x + s * Math.cos(angle), y + s * Math.sin(angle));
            charge.addPoint(at, perPixel * 0.5, spread, 3);
        }
    }
}
