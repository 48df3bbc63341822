// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.detect.ScoreImage;
import nightjar.imaging.engine.Difference;
import nightjar.imaging.pixels.Convolution;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Planes;
import nightjar.imaging.pixels.Statistics;
import nightjar.imaging.psf.PsfModel;
import nightjar.imaging.sky.Wcs;
import org.junit.jupiter.api.Test;

/** Empty sky whose neighbouring pixels share their noise, looked at again and again. */
class NoiseFactorsTest {
    /** Room for 1600 empty apertures, which know their factor to 3 %. */
    private static final int SIZE = 1024;

    private static final int PLACES = 35;
    private static final int RADIUS = 9;

    /** Noise of unit variance per pixel, smoothed. */
    private static Difference sky(long seed) {
        var random = new Random(seed);
        var white = new Plane(SIZE, SIZE);
        for (int i = 0; i < white.pixels.length; i++) {
            white.pixels[i] = (float) random.nextGaussian();
        }
        Plane noise = Convolution.separable(white, Convolution.gaussian(1.2));
        noise.times(1 / Statistics.robustSigma(noise.pixels.clone(), noise.pixels.length));
        var variance = noise.like();
        Arrays.fill(variance.pixels, 1);
        var psf = psf();
        var layer = new Difference.Layer(noise, variance, psf);
        var wcs = Wcs.tan(62, -37, new double[] {256, 256}, new double[] {-5e-5, 0, 0, 5e-5});
        var mask = new Mask(SIZE, SIZE);
        return new Difference(
                wcs, noise, variance, mask, noise.like(), psf, layer, layer, Double.MAX_VALUE);
    }

    private static PsfModel psf() {
        int side = 2 * RADIUS + 1;
        float[] stamp = new float[side * side];
        for (int i = 0; i < stamp.length; i++) {
            double r = Math.hypot(i % side - RADIUS, Math.floorDiv(i, side) - RADIUS);
            stamp[i] = (float) Math.exp(-0.5 * r * r / 4);
        }
        return new PsfModel(RADIUS, 0, SIZE, SIZE, 1, new float[][] {stamp});
    }

    private static NoiseFactors factors(Difference d) throws Unusable {
        var score =
                ScoreImage.of(
                        d.difference(),
                        d.variance(),
                        d.mask(),
                        Mask.UNUSABLE,
                        d.psf(),
                        RADIUS,
                        Planes.kept(),
                        Progress.SILENT);
        return NoiseFactors.measure(d, score.noise());
    }

    @Test
    void errorsDescribeTheScatterOfRepeatedMeasurements() throws Unusable {
        NoiseFactors noise = factors(sky(1));
        float[] points = new float[4 * PLACES * PLACES];
        float[] apertures = new float[points.length];
        int n = 0;
        for (long seed = 2; seed <= 5; seed++) {
            Difference again = sky(seed);
            for (int k = 0; k < PLACES * PLACES; k++, n++) {
                double x = 30.3 + 28 * (k % PLACES);
                double y = 30.6 + 28 * Math.floorDiv(k, PLACES);
                Plane d = again.difference();
                Plane v = again.variance();
                ForcedFlux p =
                        ForcedFlux.measure(d, v, again.mask(), again.psf(), x, y)
                                .inNoise(noise.pointAt(x, y), again.gain());
                Aperture a =
                        Aperture.measure(d, v, again.mask(), x, y)
                                .inNoise(noise.aperture(), again.gain());
                points[n] = (float) (p.flux() / p.error());
                apertures[n] = (float) (a.flux() / a.error());
            }
        }
        String told = "seeds 1 to 5, " + noise.point().median() + " and " + noise.aperture();
        assertThat(noise.point().median()).as(told).isGreaterThan(1.8);
        assertThat(Statistics.robustSigma(points, n)).as("forced, " + told).isBetween(0.95, 1.1);
        assertThat(Statistics.robustSigma(apertures, n))
                .as("apertures, " + told)
                .isBetween(0.93, 1.1);
    }

    @Test
    void aSourcesOwnPhotonsAddToItsError() {
        var d = sky(6);
        for (int y = 0; y < 2 * RADIUS + 1; y++) {
            for (int x = 0; x < 2 * RADIUS + 1; x++) {
                float light = 10_000 * d.psf().average().at(x, y);
                d.difference().set(200 + x, 200 + y, light);
            }
        }
        double at = 200 + RADIUS;
        ForcedFlux dark =
                ForcedFlux.measure(d.difference(), d.variance(), d.mask(), d.psf(), at, at);

        // of a Gaussian the flux's variance is 4/3 of the photons
        double expected = Math.sqrt(dark.error() * dark.error() + 10_000 / 2.0 * 4 / 3);
        assertThat(dark.inNoise(1, 2).error() / expected).isBetween(0.99, 1.01);
    }
}
