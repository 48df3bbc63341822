// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.sky;

import java.util.List;

/**
 * A pixel grid laid on the sky without distortion (RA---TAN, DEC--TAN).
 *
 * <p>With a position angle of 0 the rows run to the west and the columns to the north; the angle
 * turns +Y from north through east, as ROTPA and a nextVisit's cameraAngle count it. Pixels are
 * 0-based here; FITS cards are 1-based.
 */
public final class Grid {
    private final int width;
    private final int height;
    private final SkyPoint pointing;
    private final PixelPoint pointingPixel;
    private final double degreesPerPixel;
    private final double sin;
    private final double cos;
    private final Gnomonic plane;

    /**
     * @param pointing the point of the sky that the tangent plane touches (CRVAL)
     * @param pointingPixel where that point falls, often outside the grid, in 0-based px (CRPIX -
     *     1)
     */
    public Grid(
            int width,
            int height,
            SkyPoint pointing,
            PixelPoint pointingPixel,
            double arcsecPerPixel,
            double positionAngleDeg) {
        this.width = width;
        this.height = height;
        this.pointing = pointing;
        this.pointingPixel = pointingPixel;
        degreesPerPixel = arcsecPerPixel / 3600;
        sin = Math.sin(Math.toRadians(positionAngleDeg));
        cos = Math.cos(Math.toRadians(positionAngleDeg));
        plane = new Gnomonic(pointing);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public SkyPoint pointing() {
        return pointing;
    }

    public PixelPoint pointingPixel() {
        return pointingPixel;
    }

    public double arcsecPerPixel() {
        return degreesPerPixel * 3600;
    }

    /** The CD matrix (cd11, cd12, cd21, cd22) in degrees per px. */
    public double[] cd() {
        double s = degreesPerPixel;
        return new double[] {-s * cos, s * sin, s * sin, s * cos};
    }

    public PixelPoint toPixel(SkyPoint p) {
        PixelPoint t = plane.toPlane(p);
        PixelPoint step = stepOf(t.x() * 3600, t.y() * 3600);
        return new PixelPoint(pointingPixel.x() + step.x(), pointingPixel.y() + step.y());
    }

    /**
     * The step in px that goes this many arcsec to the east and to the north in the tangent plane.
     */
    public PixelPoint stepOf(double eastArcsec, double northArcsec) {
        double e = eastArcsec / 3600 / degreesPerPixel;
        double n = northArcsec / 3600 / degreesPerPixel;
        return new PixelPoint(-e * cos + n * sin, e * sin + n * cos);
    }

    public SkyPoint toSky(double x, double y) {
        double dx = (x - pointingPixel.x()) * degreesPerPixel;
        double dy = (y - pointingPixel.y()) * degreesPerPixel;
        return plane.toSky(-dx * cos + dy * sin, dx * sin + dy * cos);
    }

    /** The four outer corners of the corner pixels, counted around the image. */
    public List<SkyPoint> corners() {
        double right = width - 0.5;
        double top = height - 0.5;
        return List.of(toSky(-0.5, -0.5), toSky(right, -0.5), toSky(right, top), toSky(-0.5, top));
    }

    /** Whether a pixel place lies on the grid grown by a margin (negative: shrunk), in px. */
    public boolean holds(PixelPoint p, double margin) {
        return p.x() >= -margin
                && p.y() >= -margin
                && p.x() <= width - 1 + margin
                && p.y() <= height - 1 + margin;
    }
}
