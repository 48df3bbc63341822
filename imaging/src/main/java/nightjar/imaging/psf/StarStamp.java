// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.psf;

/** One star's pixels, moved to the middle, and what the PSF makes of them. */
final class StarStamp {
    /**
     * Share of a pixel's light by which stars differ from each other, whatever their brightness.
     */
    private static final double SYSTEMATIC = 0.01;

    /** The same for pixels that are to be called a neighbour's: it may be far off at first. */
    private static final double LENIENT = 0.1;

    private static final double FOREIGN = 5;

    private final double[] terms;
    private final float[] pixels;
    private final boolean[] foreign;
    private final double noise;
    private double flux;

    /**
     * @param terms of the PSF's polynomial at the star's place
     * @param noise standard deviation of the sky's pixels
     * @param flux a first estimate
     */
    StarStamp(double[] terms, float[] pixels, double noise, double flux) {
        this.terms = terms;
        this.pixels = pixels;
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

    /** Marks the pixels that are another's, and fits the flux to the others. */
    void fit(float[][] components) {
        double pd = 0;
        double pp = 0;
        for (int i = 0; i < pixels.length; i++) {
            double p = model(components, i);
            double off = pixels[i] - flux * p;
            foreign[i] = off * off > FOREIGN * FOREIGN * variance(LENIENT * flux * p);
            double w = foreign[i] ? 0 : p / variance(SYSTEMATIC * flux * p);
            pd += w * pixels[i];
            pp += w * p;
        }
        flux = pd > 0 && pp > 0 ? pd / pp : flux;
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
