// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.detect;

/**
 * A straight line of light: a satellite or a plane that crossed the exposure.
 *
 * @param x0,y0,x1,y1 its ends, pixels
 * @param halfWidth pixels to each side that its light reaches
 * @param flux of the whole trail, image units, and its error
 * @param pixels used for the flux
 * @param chi2 of a trail of constant brightness, along its length
 */
public record Trail(
        double x0,
        double y0,
        double x1,
        double y1,
        double halfWidth,
        double flux,
        double fluxErr,
        int pixels,
        double chi2) {

    public double length() {
        return Math.hypot(x1 - x0, y1 - y0);
    }

    /** Distance of a place from the line, or infinity beyond its ends. */
    public double distance(double x, double y) {
        double ux = (x1 - x0) / length();
        double uy = (y1 - y0) / length();
        double t = (x - x0) * ux + (y - y0) * uy;
        boolean beyond = t < -halfWidth || t > length() + halfWidth;
        return beyond ? Double.POSITIVE_INFINITY : Math.abs((x - x0) * uy - (y - y0) * ux);
    }
}
