// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.pixels;

import java.util.Arrays;

/** A coarse grid of numbers over an image, read between its nodes by bilinear interpolation. */
public final class Mesh {
    private final int columns;
    private final int rows;
    private final double cellWidth;
    private final double cellHeight;

    /** What at() would else divide by, for each pixel of an image. */
    private final double cellsPerX;

    private final double cellsPerY;
    private final double[] values;

    public Mesh(int columns, int rows, int width, int height, double[] values) {
        this.columns = columns;
        this.rows = rows;
        this.cellWidth = width / (double) columns;
        this.cellHeight = height / (double) rows;
        this.cellsPerX = columns / (double) width;
        this.cellsPerY = rows / (double) height;
        this.values = values.clone();
    }

    /** The same number everywhere. */
    public static Mesh constant(int width, int height, double value) {
        return new Mesh(1, 1, width, height, new double[] {value});
    }

    /** The value at a pixel. */
    public double at(double x, double y) {
        double fx = clamp((x + 0.5) * cellsPerX - 0.5, columns - 1);
        double fy = clamp((y + 0.5) * cellsPerY - 0.5, rows - 1);
        int ix = Math.min((int) fx, Math.max(0, columns - 2));
        int iy = Math.min((int) fy, Math.max(0, rows - 2));
        double tx = fx - ix;
        double ty = fy - iy;
        int jx = Math.min(ix + 1, columns - 1);
        int jy = Math.min(iy + 1, rows - 1);
        double low = values[iy * columns + ix] * (1 - tx) + values[iy * columns + jx] * tx;
        double high = values[jy * columns + ix] * (1 - tx) + values[jy * columns + jx] * tx;
        return low * (1 - ty) + high * ty;
    }

    /** One row of pixels at once. */
    public void row(int y, float[] out, int offset, int width) {
        double fy = clamp((y + 0.5) / cellHeight - 0.5, rows - 1);
        int iy = Math.min((int) fy, Math.max(0, rows - 2));
        int jy = Math.min(iy + 1, rows - 1);
        double ty = fy - iy;
        double[] line = new double[columns];
        for (int i = 0; i < columns; i++) {
            line[i] = values[iy * columns + i] * (1 - ty) + values[jy * columns + i] * ty;
        }
        int from = 0;
        for (int i = 0; i < columns; i++) {
            // from the middle of one cell to the middle of the next; level before the first
            double centre = (i + 0.5) * cellWidth - 0.5;
            int to = i == columns - 1 ? width : (int) Math.ceil(centre + cellWidth);
            int level = i == 0 ? Math.min(width, (int) Math.ceil(centre)) : from;
            Arrays.fill(out, offset + from, offset + Math.max(from, level), (float) line[i]);
            from = Math.max(from, level);
            double slope = i == columns - 1 ? 0 : (line[i + 1] - line[i]) / cellWidth;
            for (int x = from; x < Math.min(width, to); x++) {
                out[offset + x] = (float) (line[i] + slope * (x - centre));
            }
            from = Math.max(from, Math.min(width, to));
        }
    }

    /** The least of the nodes: nothing between them is less. */
    public double least() {
        return Arrays.stream(values).min().orElse(Double.NaN);
    }

    private static double clamp(double v, double max) {
        return v < 0 ? 0 : Math.min(v, max);
    }

    /** The nodes as a little image, one pixel a cell. */
    public Plane nodes() {
        var out = new Plane(columns, rows);
        for (int i = 0; i < values.length; i++) {
            out.pixels[i] = (float) values[i];
        }
        return out;
    }

    /** A mesh of such a little image over an image of that size. */
    public static Mesh ofNodes(Plane nodes, int width, int height) {
        double[] values = new double[nodes.pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = nodes.pixels[i];
        }
        return new Mesh(nodes.width, nodes.height, width, height, values);
    }

    /** The median of the nodes. */
    public double median() {
        return Statistics.median(values);
    }

    /** Missing (NaN) nodes filled from their neighbours, then a 3 x 3 median over the nodes. */
    public Mesh smoothed() {
        double[] full = filled();
        double[] out = new double[full.length];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                double[] around = new double[9];
                int n = 0;
                for (int j = Math.max(0, y - 1); j <= Math.min(rows - 1, y + 1); j++) {
                    for (int i = Math.max(0, x - 1); i <= Math.min(columns - 1, x + 1); i++) {
                        around[n++] = full[j * columns + i];
                    }
                }
                out[y * columns + x] = Statistics.median(Arrays.copyOf(around, n));
            }
        }
        return withValues(out);
    }

    private double[] filled() {
        double[] full = values.clone();
        double overall =
                Statistics.median(Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray());
        for (int round = 0; round < columns + rows; round++) {
            double[] before = full.clone();
            boolean missing = false;
            for (int i = 0; i < full.length; i++) {
                if (Double.isNaN(before[i])) {
                    full[i] = neighbours(before, i % columns, i / columns);
                    missing |= Double.isNaN(full[i]);
                }
            }
            if (!missing) {
                break;
            }
        }
        return Arrays.stream(full).map(v -> Double.isNaN(v) ? overall : v).toArray();
    }

    private double neighbours(double[] from, int x, int y) {
        double sum = 0;
        int n = 0;
        for (int j = Math.max(0, y - 1); j <= Math.min(rows - 1, y + 1); j++) {
            for (int i = Math.max(0, x - 1); i <= Math.min(columns - 1, x + 1); i++) {
                if (!Double.isNaN(from[j * columns + i])) {
                    sum += from[j * columns + i];
                    n++;
                }
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }

    /** The same grid with every node changed. */
    public Mesh map(java.util.function.DoubleUnaryOperator f) {
        return withValues(Arrays.stream(values).map(f).toArray());
    }

    private Mesh withValues(double[] v) {
        return new Mesh(
                columns,
                rows,
                (int) Math.round(cellWidth * columns),
                (int) Math.round(cellHeight * rows),
                v);
    }
}
