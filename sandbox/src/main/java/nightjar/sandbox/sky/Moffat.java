// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.sky;

/**
 * An elliptical Moffat profile with beta = 3 (Moffat 1969, A&A 3, 455): the effective PSF, the
 * pixel's own width included, so it is sampled at pixel centres and not integrated again.
 *
 * <p>{@code P(dx, dy) = norm * (1 + a dx^2 + 2 b dx dy + c dy^2)^-3}, lengths in px, integral 1.
 */
public record Moffat(float a, float b, float c) {
    // FWHM = 2 alpha sqrt(2^(1/beta) - 1) with beta = 3.
    private static final double FWHM_PER_ALPHA = 2 * Math.sqrt(Math.cbrt(2) - 1);

    /**
     * From the full width at half maximum in px and the distortion (e1 along x, e2 along the
     * diagonal).
     */
    public static Moffat of(double fwhmPx, double e1, double e2) {
        double alpha = fwhmPx / FWHM_PER_ALPHA;
        double s = 1 / (alpha * alpha);
        return new Moffat((float) (s * (1 - e1)), (float) (-s * e2), (float) (s * (1 + e1)));
    }

    /** Height at the centre for unit flux. */
    public double peak() {
        return 2 * Math.sqrt(determinant()) / Math.PI;
    }

    public double fwhmPx() {
        return FWHM_PER_ALPHA * alpha();
    }

    /** Number of pixels whose sky noise a matched filter gathers: 1 / (integral of P^2). */
    public double noisePixels() {
        return 5 * Math.PI / (4 * Math.sqrt(determinant()));
    }

    public double at(double dx, double dy) {
        double u = 1 + a * dx * dx + 2 * b * dx * dy + c * dy * dy;
        return peak() / (u * u * u);
    }

    /** Distance in px beyond which a source of this flux stays below the given height. */
    public int reach(double flux, double height) {
        double rootHeight = Math.pow(Math.max(1, flux * peak() / height), 1.0 / 6);
        return (int) Math.ceil(rootHeight * alpha() * 1.1) + 2;
    }

    /**
     * Distance in px beyond which one of many points of this flux, so many per px, may be left out:
     * the wings of all those further away then add up to the given height, F density (alpha / r)^4.
     */
    public int reachAmong(double flux, double density, double height) {
        return (int) Math.ceil(alpha() * Math.sqrt(Math.sqrt(flux * density / height))) + 2;
    }

    private double alpha() {
        return Math.pow(determinant(), -0.25);
    }

    private double determinant() {
        return (double) a * c - (double) b * b;
    }
}
