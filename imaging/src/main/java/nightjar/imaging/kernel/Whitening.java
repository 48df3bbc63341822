// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.kernel;

import java.util.List;

/**
 * Makes the noise of a difference white again (Reiss and Lupton, DMTN-021). Of K conv A - B the
 * noise has the power |K(k)|^2 v_A + v_B; what is convolved with psi(k), the inverse root of that
 * power, has the same at every frequency. Scaled to psi(0) = 1, so that a source keeps its flux.
 *
 * <p>A convolved image alone hides fine detail below B's noise: a filter with the wide PSF would
 * then take noise of A that the whitened one leaves out.
 */
public final class Whitening {
    private static final int RADIUS = 8;
    private static final int TAPER = 3;

    /**
     * Pixels by which psi conv K reaches further than K: what is cut off is below 0.06 % of the
     * flux. With none it is 0.3 %, and as much of every star is left in the difference.
     */
    private static final int WIDER = 3;

    /** Frequencies along one axis: enough for kernels up to twice the radius of ours. */
    private static final int FREQUENCIES = 48;

    /** Share of white noise that B keeps at any frequency, however smoothly it was resampled. */
    private static final double LEAST = 0.25;

    private static final int NODES = 9;

    private final MatchingKernel kernel;
    private final double ratio;
    private final double[] spectrum;
    private final float[][] nodes;
    private final int width;
    private final int height;

    /**
     * @param kernel of the convolved image A
     * @param ratio variance of B's pixels over that of A's
     * @param lags how B's noise is correlated along one axis, by distance; [1] when white
     */
    public Whitening(
            MatchingKernel kernel, double ratio, List<Double> lags, int width, int height) {
        this.kernel = kernel;
        this.ratio = ratio;
        this.width = width;
        this.height = height;
        this.spectrum = spectrum(lags);
        this.nodes = new float[NODES * NODES][];
        for (int n = 0; n < nodes.length; n++) {
            double x = (n % NODES + 0.5) * width / NODES;
            double y = (Math.floorDiv(n, NODES) + 0.5) * height / NODES;
            nodes[n] = psi(kernel.at(x, y));
        }
    }

    /** psi alone, for the image that was not convolved. */
    public Varying alone() {
        return new Varying() {
            @Override
            public int side() {
                return 2 * RADIUS + 1;
            }

            @Override
            public float[] at(double x, double y) {
                return node(x, y).clone();
            }
        };
    }

    /** psi conv K, for the image that was to be convolved with K. */
    public Varying withKernel() {
        return new Varying() {
            @Override
            public int side() {
                return kernel.side() + 2 * WIDER;
            }

            @Override
            public float[] at(double x, double y) {
                return both(kernel.at(x, y), node(x, y));
            }
        };
    }

    private float[] node(double x, double y) {
        int column = (int) Math.max(0, Math.min(NODES - 1, x * NODES / width));
        int row = (int) Math.max(0, Math.min(NODES - 1, y * NODES / height));
        return nodes[row * NODES + column];
    }

    private float[] both(float[] k, float[] psi) {
        int inner = kernel.side();
        int middle = inner / 2;
        int side = inner + 2 * WIDER;
        int half = side / 2;
        float[] out = new float[side * side];
        double after = 0;
        for (int i = 0; i < out.length; i++) {
            int x = i % side - half;
            int y = Math.floorDiv(i, side) - half;
            double sum = 0;
            for (int v = Math.max(-RADIUS, y - middle); v <= Math.min(RADIUS, y + middle); v++) {
                int row = (y - v + middle) * inner + x + middle;
                int at = (v + RADIUS) * (2 * RADIUS + 1) + RADIUS;
                int most = Math.min(RADIUS, x + middle);
                for (int u = Math.max(-RADIUS, x - middle); u <= most; u++) {
                    sum += psi[at + u] * k[row - u];
                }
            }
            out[i] = (float) sum;
            after += sum;
        }
        // what the border cut off must not cost flux
        double before = sum(k);
        for (int i = 0; i < out.length; i++) {
            out[i] *= (float) (before / after);
        }
        return out;
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += v;
        }
        return sum;
    }

    private static double[] spectrum(List<Double> lags) {
        double[] power = new double[FREQUENCIES];
        for (int f = 0; f < FREQUENCIES; f++) {
            power[f] = lags.get(0);
            for (int lag = 1; lag < lags.size(); lag++) {
                power[f] += 2 * lags.get(lag) * Math.cos(2 * Math.PI * f * lag / FREQUENCIES);
            }
        }
        return power;
    }

    private float[] psi(float[] k) {
        double[] power = power(k);
        double[] response = new double[power.length];
        for (int i = 0; i < power.length; i++) {
            double resampled = spectrum[i % FREQUENCIES] * spectrum[Math.floorDiv(i, FREQUENCIES)];
            response[i] = 1 / Math.sqrt(power[i] + ratio * Math.max(LEAST, resampled));
        }
        int side = 2 * RADIUS + 1;
        float[] out = new float[side * side];
        double[][] cosines = cosines();
        double sum = 0;
        for (int v = -RADIUS; v <= RADIUS; v++) {
            for (int u = -RADIUS; u <= RADIUS; u++) {
                double value = 0;
                for (int fy = 0; fy < FREQUENCIES; fy++) {
                    for (int fx = 0; fx < FREQUENCIES; fx++) {
                        // cos(a + b): the response of a real kernel is even
                        int phase = Math.floorMod(fx * u + fy * v, FREQUENCIES);
                        value += response[fy * FREQUENCIES + fx] * cosines[0][phase];
                    }
                }
                value *= taper(u) * taper(v);
                out[(v + RADIUS) * side + u + RADIUS] = (float) value;
                sum += value;
            }
        }
        for (int i = 0; i < out.length; i++) {
            out[i] /= (float) sum;
        }
        return out;
    }

    /** Power of the kernel at each frequency, with the first axis along x fastest. */
    private double[] power(float[] k) {
        int side = kernel.side();
        double[][] waves = cosines();
        double[] rowsRe = new double[side * FREQUENCIES];
        double[] rowsIm = new double[side * FREQUENCIES];
        for (int y = 0; y < side; y++) {
            for (int f = 0; f < FREQUENCIES; f++) {
                for (int x = 0; x < side; x++) {
                    int phase = f * x % FREQUENCIES;
                    rowsRe[y * FREQUENCIES + f] += k[y * side + x] * waves[0][phase];
                    rowsIm[y * FREQUENCIES + f] -= k[y * side + x] * waves[1][phase];
                }
            }
        }
        double[] out = new double[FREQUENCIES * FREQUENCIES];
        for (int fy = 0; fy < FREQUENCIES; fy++) {
            for (int fx = 0; fx < FREQUENCIES; fx++) {
                double re = 0;
                double im = 0;
                for (int y = 0; y < side; y++) {
                    int phase = fy * y % FREQUENCIES;
                    double a = rowsRe[y * FREQUENCIES + fx];
                    double b = rowsIm[y * FREQUENCIES + fx];
                    re += a * waves[0][phase] + b * waves[1][phase];
                    im += b * waves[0][phase] - a * waves[1][phase];
                }
                out[fy * FREQUENCIES + fx] = re * re + im * im;
            }
        }
        return out;
    }

    private static double[][] cosines() {
        double[][] out = new double[2][FREQUENCIES];
        for (int n = 0; n < FREQUENCIES; n++) {
            out[0][n] = Math.cos(2 * Math.PI * n / FREQUENCIES);
            out[1][n] = Math.sin(2 * Math.PI * n / FREQUENCIES);
        }
        return out;
    }

    private static double taper(int u) {
        int inside = RADIUS - Math.abs(u);
        return inside >= TAPER ? 1 : (inside + 1) / (TAPER + 1.0);
    }
}
