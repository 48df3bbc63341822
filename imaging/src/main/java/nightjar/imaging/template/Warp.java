// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.template;

import java.util.concurrent.atomic.LongAdder;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Mesh;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Planes;
import nightjar.imaging.pixels.QuinticSpline;
import nightjar.imaging.sky.SkyPosition;
import nightjar.imaging.sky.Wcs;

/**
 * Resamples an image onto another image's grid by a spline of degree five. Values are fluxes per
 * pixel: they are scaled by the ratio of the pixels' areas, so that a star keeps its flux.
 */
public final class Warp {
    private static final int STEP = 16;

    /** Rows between which the work may be stopped. */
    private static final int SHARE = 32 * STEP;

    private final SplineTable spline = new SplineTable();

    /**
     * What came of it.
     *
     * @param covered share of the target's pixels that have data
     */
    public record Warped(Plane image, Mask mask, Plane variance, double covered) {}

    /** Where a pixel of the target lies in the source, both 0-based; NaN when nowhere. */
    @FunctionalInterface
    public interface Place {
        double[] at(double x, double y);
    }

    /** Where both images' coordinates on the sky put it. */
    public static Place bySky(Wcs target, Wcs source) {
        return (x, y) -> {
            SkyPosition sky = target.toSky(x, y);
            return source.toPixel(sky.raDeg(), sky.decDeg());
        };
    }

    /** Where the target's pixels lie in the source image, exact on a grid and linear between. */
    public static double[][] mapping(Place place, int width, int height) {
        int columns = (width + STEP - 1) / STEP + 1;
        int rows = (height + STEP - 1) / STEP + 1;
        double[] xs = new double[columns * rows];
        double[] ys = new double[columns * rows];
        for (int j = 0; j < rows; j++) {
            for (int i = 0; i < columns; i++) {
                double[] p = place.at(i * STEP, j * STEP);
                xs[j * columns + i] = p[0];
                ys[j * columns + i] = p[1];
            }
        }
        return new double[][] {xs, ys, {columns, rows}};
    }

    /**
     * Resamples. The source must have no NaN; its unusable pixels are filled and marked in its
     * mask. It is used up: afterwards its pixels hold the spline's coefficients.
     *
     * @param variance of the source's pixels; passed on as the variance that the same noise would
     *     have if it were still white, which is what later smoothing needs
     */
    public Warped apply(
            Plane source, Mask mask, Mesh variance, double[][] map, int width, int height)
            throws Unusable {
        var planes = Planes.kept();
        return apply(source, mask, variance, map, width, height, planes, Progress.SILENT);
    }

    /** The same into planes lent by these, at places within the request's first quarter. */
    public Warped apply(
            Plane source,
            Mask mask,
            Mesh variance,
            double[][] map,
            int width,
            int height,
            Planes planes,
            Progress progress)
            throws Unusable {
        var image = planes.blank(width, height);
        var outMask = planes.mask(width, height);
        var outVariance = planes.blank(width, height);
        int columns = (int) map[2][0];
        QuinticSpline.prepare(source);
        var covered = new LongAdder();
        Bands.Rows rows =
                (from, to) -> {
                    double[] px = new double[width];
                    double[] py = new double[width];
                    for (int y = from; y < to; y++) {
                        int row = Math.min(y / STEP, (int) map[2][1] - 2);
                        line(map[0], columns, row, y, width, px);
                        line(map[1], columns, row, y, width, py);
                        double area = area(map, columns, row, width);
                        int at = y * width;
                        int inside = row(source, px, py, area, at, image);
                        covered.add(inside);
                        noise(mask, variance, px, py, area, at, outMask, outVariance);
                    }
                };
        for (int y = 0; y < height; y += SHARE) {
            progress.at("template", 0.15 + 0.1 * y / height);
            Bands.run(y, Math.min(height, y + SHARE), STEP, rows);
        }
        return new Warped(
                image, outMask, outVariance, covered.sum() / (double) (width * (long) height));
    }

    /** Resamples one row's light; how many of its pixels the source covers. */
    private int row(Plane source, double[] px, double[] py, double area, int at, Plane image) {
        int covered = 0;
        for (int x = 0; x < px.length; x++) {
            if (inside(px[x], py[x], source.width, source.height)) {
                covered++;
                image.pixels[at + x] = (float) (spline.sample(source, px[x], py[x]) * area);
            }
        }
        return covered;
    }

    private static void noise(
            Mask mask,
            Mesh variance,
            double[] px,
            double[] py,
            double area,
            int at,
            Mask outMask,
            Plane outVariance) {
        for (int x = 0; x < px.length; x++) {
            if (inside(px[x], py[x], mask.width, mask.height)) {
                outVariance.pixels[at + x] = (float) (variance.at(px[x], py[x]) * area * area);
                outMask.bits[at + x] = maskAround(mask, px[x], py[x]);
            } else {
                outMask.bits[at + x] = Mask.NO_DATA;
            }
        }
    }

    private static boolean inside(double x, double y, int width, int height) {
        return x > -0.5 && y > -0.5 && x < width - 0.5 && y < height - 0.5;
    }

    /**
     * How the noise of neighbouring pixels is correlated after resampling, by distance along one
     * axis, for noise of unit variance that was white before; averaged over the places of the map.
     */
    public double[] noiseCorrelation(double[][] map) {
        double[] out = new double[SplineTable.LAGS];
        for (int axis = 0; axis < 2; axis++) {
            for (double position : map[axis]) {
                spline.addCorrelation(position - Math.floor(position), out);
            }
        }
        for (int lag = 0; lag < out.length; lag++) {
            out[lag] /= map[0].length + map[1].length;
        }
        return out;
    }

    private static void line(double[] grid, int columns, int row, int y, int width, double[] out) {
        double ty = (y - row * STEP) / (double) STEP;
        for (int x = 0; x < width; x++) {
            int column = Math.min(x / STEP, columns - 2);
            double tx = (x - column * STEP) / (double) STEP;
            int at = row * columns + column;
            double low = grid[at] * (1 - tx) + grid[at + 1] * tx;
            double high = grid[at + columns] * (1 - tx) + grid[at + columns + 1] * tx;
            out[x] = low * (1 - ty) + high * ty;
        }
    }

    /** Source pixels per target pixel, in area, at the middle of the row. */
    private static double area(double[][] map, int columns, int row, int width) {
        int column = Math.min(width / 2 / STEP, columns - 2);
        int at = row * columns + column;
        double xx = (map[0][at + 1] - map[0][at]) / STEP;
        double yx = (map[1][at + 1] - map[1][at]) / STEP;
        double xy = (map[0][at + columns] - map[0][at]) / STEP;
        double yy = (map[1][at + columns] - map[1][at]) / STEP;
        return Math.abs(xx * yy - xy * yx);
    }

    private static int maskAround(Mask mask, double x, double y) {
        int w = mask.width;
        if (x > 0 && y > 0 && x < w - 1 && y < mask.height - 1) {
            int i = w * (int) y + (int) x;
            return mask.bits[i] | mask.bits[i + 1] | mask.bits[i + w] | mask.bits[i + w + 1];
        }
        int x0 = Math.max(0, (int) Math.floor(x));
        int y0 = Math.max(0, (int) Math.floor(y));
        int x1 = Math.min(mask.width - 1, x0 + 1);
        int y1 = Math.min(mask.height - 1, y0 + 1);
        return mask.at(x0, y0) | mask.at(x1, y0) | mask.at(x0, y1) | mask.at(x1, y1);
    }
}
