// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.psf;

import nightjar.imaging.pixels.Plane;

/** One star's pixels, moved to the middle, and what the PSF makes of them. */
final class StarStamp {
    /**
     * Share of a pixel's light by which stars differ from each other, whatever their brightness.
     */
    private static final double SYSTEMATIC = 0.01;

    /**
     * The same for pixels that are to be called a neighbour's, by round: the PSF is far off at
     * first, and a strict limit around a wrong PSF throws out the pixels that are right.
     */
    private static final double[] LENIENT = {0.1, 0.1, 0.05, 0.03};

    /** Rounds of fitting. */
    static final int ROUNDS = LENIENT.length;

    /**
     * Standard deviations above which a pixel is another's, and below which it is nobody's: others
     * only add, and a limit alike on both sides holds a PSF up that is too bright in its wings. A
     * sum without what noise has above 4 misses 7e-6 of the noise per pixel.
     */
    private static final double ABOVE = 4;

    private static final double BELOW = -5;

    /**
     * The same on smoothed residuals, which show a neighbour five times as faint: plain noise above
     * 3 holds 0.004 of the smoothed noise per pixel, 0.03 % of a star of S/N 300 in all.
     */
    static final double FOUND = 3;

    private static final double[] BLOB = {Double.POSITIVE_INFINITY, 4, FOUND, FOUND};
    private static final double HOLE = -6;

    private final Star star;
    private final double[] terms;
    private final float[] seen;
    private final float[] pixels;
    private final boolean[] foreign;
    private final double noise;
    private double flux;

    /**
     * @param terms of the PSF's polynomial at the star's place
     * @param noise standard deviation of the sky's pixels
     * @param flux a first estimate
     */
    StarStamp(Star star, double[] terms, float[] pixels, double noise, double flux) {
        this.star = star;
        this.terms = terms;
        this.seen = pixels;
        this.pixels = pixels.clone();
        this.foreign = new boolean[pixels.length];
        this.noise = noise;
        this.flux = flux;
    }

    double term(int n) {
        return terms[n];
    }

    /** A pixel's share of the star's light. */
    double share(int pixel) {
        return pixels[pixel] / flux;
    }

    /**
     * Inverse variance of that share; 0 of a pixel with somebody else's light.
     *
     * @param expected share, by the PSF so far
     */
    double weight(int pixel, double expected) {
        return foreign[pixel] ? 0 : flux * flux / variance(SYSTEMATIC * flux * expected);
    }

    private double variance(double systematic) {
        return noise * noise + systematic * systematic;
    }

    Star star() {
        return star;
    }

    double flux() {
        return flux;
    }

    /** Standard deviation of the sky's pixels. */
    double noise() {
        return noise;
    }

    /** Takes the other sources' light and the sky's level off, as they are known now. */
    void less(float[] others, double level) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (seen[i] - others[i] - level);
        }
    }

    /** Marks the pixels that are another's, and fits the flux to the others. */
    void fit(float[][] components, Blob blob, int round) {
        var off = new Plane(side(), side());
        for (int i = 0; i < pixels.length; i++) {
            off.pixels[i] = (float) (pixels[i] - flux * model(components, i));
        }
        Plane smooth = blob.smooth(off);
        double rest = blob.noise(noise);
        double pd = 0;
        double pp = 0;
        for (int i = 0; i < pixels.length; i++) {
            double p = model(components, i);
            double lenient = LENIENT[round] * flux * p;
            double one = off.pixels[i] / Math.hypot(noise, lenient);
            double many = smooth.pixels[i] / Math.hypot(rest, lenient);
            foreign[i] = one > ABOVE || one < BELOW || many > BLOB[round] || many < HOLE;
            double w = foreign[i] ? 0 : p / variance(SYSTEMATIC * flux * p);
            pd += w * pixels[i];
            pp += w * p;
        }
        flux = pd > 0 && pp > 0 ? pd / pp : flux;
    }

    private int side() {
        return (int) Math.round(Math.sqrt(pixels.length));
    }

    /** Share of the pixels that are another's. */
    double foreign() {
        int n = 0;
        for (boolean f : foreign) {
            n += f ? 1 : 0;
        }
        return (double) n / foreign.length;
    }

    /** Mean squared residual of the star's own pixels, in variances that any star has. */
    double misfit(float[][] components) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < pixels.length; i++) {
            double off = pixels[i] - flux * model(components, i);
            sum += foreign[i] ? 0 : off * off;
            n += foreign[i] ? 0 : 1;
        }
        // bright stars agree with each other to about half a percent of the peak, never better
        return sum / (noise * noise + 1e-7 * flux * flux) / Math.max(1, n);
    }

    private double model(float[][] components, int pixel) {
        double sum = 0;
        for (int n = 0; n < terms.length; n++) {
            sum += terms[n] * components[n][pixel];
        }
        return sum;
    }
}
