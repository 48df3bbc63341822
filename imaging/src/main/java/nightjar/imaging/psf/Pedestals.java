// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.psf;

import java.util.Arrays;
import java.util.List;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Statistics;

/**
 * What is left of the sky under each star, from a ring around its stamp, without the light that
 * neighbours and the star itself throw there. A sky measured in a field full of stars holds some of
 * their light, and a PSF's wings have so many pixels that a hundredth of the noise is a percent.
 */
final class Pedestals {
    /** So many pixels at least tell a level. */
    private static final int ENOUGH = 50;

    /** Pixels' variances of a level that nothing tells: the common one is taken. */
    private static final double UNTOLD = 1e9;

    /** The ring's radii in those of the stamp: far enough from what the star's tail may be. */
    private static final double INNER = 1.5;

    private static final double OUTER = 3;

    /** Light that does no harm, in standard deviations of a pixel. */
    private static final double DARK = 0.02;

    /** Share of the ring that is looked at, the darkest by what is known of all the sources. */
    private static final double DARKEST = 0.33;

    /** Clipping, in standard deviations, of what neighbours too faint to be found leave. */
    private static final double CLIP = 2.5;

    /**
     * Height of a neighbour on the smoothed residuals, in standard deviations, that is left out:
     * the same as on the stamps, so that the sky is the same in both. On made-up skies of 400 stars
     * in 700 x 700 px 3 makes fluxes wrong by -0.5 to 0.5 %, none by -1.2 to 0.4 %.
     */
    private static final double FOUND = StarStamp.FOUND;

    /** Variance of a median in those of a mean. */
    private static final double MEDIAN = Math.PI / 2;

    private final Plane image;
    private final int radius;
    private final Blob blob;
    private double common;

    Pedestals(Plane image, int radius, Blob blob) {
        this.blob = blob;
        this.image = image;
        this.radius = radius;
    }

    /** A level and its variance. */
    private record Level(double value, double variance) {}

    /** Levels of each, drawn to the common one as far as their own noise makes them differ. */
    double[] of(List<StarStamp> stamps, Neighbours neighbours, Glow glow) {
        var own = Bands.map(stamps, s -> one(s, neighbours, glow));
        double[] values = own.stream().mapToDouble(Level::value).toArray();
        common = Statistics.median(values);
        double noise = Statistics.median(own.stream().mapToDouble(Level::variance).toArray());
        double wide = Statistics.robustSigma(values);
        double true2 = Math.max(0, wide * wide - noise);
        return own.stream()
                .mapToDouble(
                        l -> (common * l.variance() + l.value() * true2) / (l.variance() + true2))
                .toArray();
    }

    private Level one(StarStamp s, Neighbours neighbours, Glow glow) {
        int outer = (int) Math.ceil(OUTER * radius);
        int side = 2 * outer + 1;
        float[] light = neighbours.around(s.star(), outer);
        var off = new Plane(side, side);
        int cx = (int) Math.round(s.star().x());
        int cy = (int) Math.round(s.star().y());
        for (int i = 0; i < light.length; i++) {
            int dx = i % side - outer;
            int dy = Math.floorDiv(i, side) - outer;
            if (image.contains(cx + dx, cy + dy)) {
                light[i] += (float) (s.flux() * glow.at(dx, dy));
                off.pixels[i] = image.at(cx + dx, cy + dy) - light[i];
            }
        }
        Plane smooth = blob.smooth(off);
        double limit = common + FOUND * blob.noise(s.noise());
        float[] ring = new float[light.length];
        int n = 0;
        for (int i = 0; i < light.length; i++) {
            int dx = i % side - outer;
            int dy = Math.floorDiv(i, side) - outer;
            double r = Math.hypot(dx, dy);
            boolean in = r > INNER * radius && r <= outer && image.contains(cx + dx, cy + dy);
            if (in && smooth.pixels[i] < limit) {
                light[n] = light[i];
                ring[n++] = off.pixels[i];
            }
        }
        return level(ring, light, n, s.noise());
    }

    private static Level level(float[] ring, float[] light, int n, double noise) {
        float[] sorted = Arrays.copyOf(light, n);
        Arrays.sort(sorted);
        double dark = n == 0 ? 0 : Math.max(DARK * noise, sorted[(int) (DARKEST * (n - 1))]);
        int m = 0;
        for (int i = 0; i < n; i++) {
            if (light[i] <= dark) {
                ring[m++] = ring[i];
            }
        }
        var clipped = Statistics.clip(ring, m, CLIP);
        return clipped.count() > ENOUGH
                ? new Level(
                        clipped.median(),
                        MEDIAN * clipped.sigma() * clipped.sigma() / clipped.count())
                : new Level(0, UNTOLD * noise * noise);
    }
}
