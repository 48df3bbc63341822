// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.kernel;

import java.util.List;

/**
 * The functions a matching kernel is made of: Gaussians times polynomials (Alard and Lupton 1998,
 * ApJ 503, 325), or single pixels (Becker et al. 2012, MNRAS 425, 1341). Each is a product of two
 * filters. All but the first have zero sum, so that the first alone carries the flux ratio.
 */
public final class KernelBasis {
    final int radius;
    final double[][] filters;
    final int[] filterX;
    final int[] filterY;
    final double[] norm;
    final boolean[] even;
    final String name;

    /** Pixels, the middle one first. */
    private KernelBasis(int radius) {
        this.name = "delta";
        this.radius = radius;
        int side = 2 * radius + 1;
        filters = new double[side][side];
        filterX = new int[side * side];
        filterY = new int[side * side];
        norm = new double[side * side];
        even = new boolean[side * side];
        int middle = Math.floorDiv(norm.length, 2);
        for (int n = 0; n < norm.length; n++) {
            int pixel = n == 0 ? middle : n <= middle ? n - 1 : n;
            filterX[n] = pixel % side;
            filterY[n] = Math.floorDiv(pixel, side);
            norm[n] = 1;
            even[n] = true;
        }
        for (int i = 0; i < side; i++) {
            filters[i][i] = 1;
        }
    }

    private KernelBasis(int radius, double[] sigmas, int[] degrees) {
        this.name = "gaussian";
        this.radius = radius;
        int rows = 0;
        int size = 0;
        for (int d : degrees) {
            rows += d + 1;
            size += (d + 1) * (d + 2) / 2;
        }
        filters = new double[rows][];
        filterX = new int[size];
        filterY = new int[size];
        norm = new double[size];
        even = new boolean[size];
        int row = 0;
        int n = 0;
        for (int g = 0; g < sigmas.length; g++) {
            for (int i = 0; i <= degrees[g]; i++) {
                filters[row + i] = filter(sigmas[g], i);
            }
            for (int i = 0; i <= degrees[g]; i++) {
                for (int j = 0; i + j <= degrees[g]; j++) {
                    filterX[n] = row + i;
                    filterY[n] = row + j;
                    even[n] = i % 2 == 0 && j % 2 == 0;
                    norm[n] = even[n] ? 1 / (sum(row + i) * sum(row + j)) : 1;
                    n++;
                }
            }
            row += degrees[g] + 1;
        }
    }

    /**
     * For a kernel that widens a PSF by {@code sigmaMatch}: Gaussians of 0.5, 1 and 2 times that,
     * with floors that keep them sampled.
     *
     * @param rich whether there are stars enough for the full set
     */
    public static KernelBasis widening(double sigmaMatch, boolean rich) {
        double[] sigmas = {
            Math.max(0.7, 0.5 * sigmaMatch),
            Math.max(1.2, sigmaMatch),
            Math.max(2.2, 2 * sigmaMatch)
        };
        int radius = (int) Math.min(15, Math.max(7, Math.ceil(2.6 * sigmas[2]) + 1));
        return new KernelBasis(radius, sigmas, rich ? new int[] {6, 4, 2} : new int[] {4, 3, 2});
    }

    /** Every pixel of a square for itself. */
    static KernelBasis delta(int radius) {
        return new KernelBasis(radius);
    }

    int size() {
        return norm.length;
    }

    int side() {
        return 2 * radius + 1;
    }

    private double[] filter(double sigma, int power) {
        double[] f = new double[2 * radius + 1];
        for (int u = -radius; u <= radius; u++) {
            // powers in units of sigma keep all functions of one size
            f[u + radius] = Math.pow(u / sigma, power) * Math.exp(-0.5 * u * u / (sigma * sigma));
        }
        return f;
    }

    private double sum(int filter) {
        double s = 0;
        for (double v : filters[filter]) {
            s += v;
        }
        return s;
    }

    /** The function as pixels, row by row. */
    double[] image(int n) {
        int side = side();
        double[] out = new double[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double v = norm[n] * filters[filterX[n]][x] * filters[filterY[n]][y];
                double first = norm[0] * filters[filterX[0]][x] * filters[filterY[0]][y];
                out[y * side + x] = n > 0 && even[n] ? v - first : v;
            }
        }
        return out;
    }

    /**
     * The covariance that noise gives the functions' convolutions, for noise of unit variance.
     *
     * @param lags correlation of neighbouring pixels along one axis by distance, 1 at 0 when white
     */
    double[][] gram(List<Double> lags) {
        int n = size();
        double[][] pixels = new double[n][];
        double[][] gram = new double[n][n];
        for (int i = 0; i < n; i++) {
            pixels[i] = image(i);
        }
        for (int i = 0; i < n; i++) {
            double[] smooth = correlated(pixels[i], lags);
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < smooth.length; k++) {
                    sum += smooth[k] * pixels[j][k];
                }
                gram[i][j] = sum;
            }
        }
        return gram;
    }

    private double[] correlated(double[] in, List<Double> lags) {
        int side = side();
        double[] rows = new double[in.length];
        double[] out = new double[in.length];
        for (int pass = 0; pass < 2; pass++) {
            double[] from = pass == 0 ? in : rows;
            double[] to = pass == 0 ? rows : out;
            for (int i = 0; i < in.length; i++) {
                int along = pass == 0 ? i % side : Math.floorDiv(i, side);
                int stride = pass == 0 ? 1 : side;
                for (int lag = 1 - lags.size(); lag < lags.size(); lag++) {
                    if (along + lag >= 0 && along + lag < side) {
                        to[i] += lags.get(Math.abs(lag)) * from[i + lag * stride];
                    }
                }
            }
        }
        return out;
    }
}
