// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.detect;

import java.util.Arrays;
import java.util.Optional;
import nightjar.imaging.engine.Difference;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;

/**
 * From a rough line to a trail: where it runs exactly, where it ends, how wide and bright it is.
 */
final class TrailFit {
    private static final int STEP = 16;
    private static final int WIDEST = 30;

    /** A chain of sources can look like a short trail; 160 pixels of light in one line cannot. */
    private static final int MIN_PIECES = 10;

    private static final double SIGNIFICANT = 3.5;

    private final Difference d;
    private final double psfSigma;
    private final double[] profile;
    private double cos;
    private double sin;
    private double rho;
    private double from;
    private double to;

    private TrailFit(Difference d, double cos, double sin, double rho, double psfSigma) {
        this.d = d;
        this.cos = cos;
        this.sin = sin;
        this.rho = rho;
        this.psfSigma = psfSigma;
        this.profile = profile(d.psf().average());
    }

    /** The PSF summed along one direction: what a line of light looks like across. */
    private static double[] profile(Plane psf) {
        double[] out = new double[psf.width];
        for (int i = 0; i < psf.pixels.length; i++) {
            out[i % psf.width] += psf.pixels[i];
        }
        return out;
    }

    /** The line is x cos + y sin = rho, pixels. None when the light is not spread along it. */
    static Optional<Trail> fit(Difference d, double cos, double sin, double rho, double psfSigma) {
        var fit = new TrailFit(d, cos, sin, rho, psfSigma);
        fit.clip();
        for (double reach : new double[] {8, 4 * psfSigma, 2.5 * psfSigma}) {
            fit.straighten(reach);
        }
        return fit.measure();
    }

    /** The part of the line that lies on the image, as positions along it. */
    private void clip() {
        double w = d.difference().width - 1.0;
        double h = d.difference().height - 1.0;
        double reach = w + h;
        from = reach;
        to = -reach;
        for (double t = -reach; t <= reach; t += 1) {
            double x = rho * cos - t * sin;
            double y = rho * sin + t * cos;
            if (x >= 0 && y >= 0 && x <= w && y <= h) {
                from = Math.min(from, t);
                to = Math.max(to, t);
            }
        }
    }

    /** Regression of the light's distance from the line on the position along it. */
    private void straighten(double reach) {
        double s0 = 0;
        double st = 0;
        double stt = 0;
        double sr = 0;
        double str = 0;
        int r = (int) Math.ceil(reach);
        for (double t = from; t <= to; t += 1) {
            for (int k = -r; k <= r; k++) {
                double z = signal(t, k);
                if (z > 1) {
                    double w = Math.min(z, 6);
                    s0 += w;
                    st += w * t;
                    stt += w * t * t;
                    sr += w * k;
                    str += w * t * k;
                }
            }
        }
        double det = s0 * stt - st * st;
        if (!(det > 1e-6 * s0 * stt)) {
            return;
        }
        double slope = (s0 * str - st * sr) / det;
        double offset = (sr - slope * st) / s0;
        // r' = rho + offset + slope t: turn the normal by atan(slope)
        double turn = Math.atan(slope);
        double x = (rho + offset) * cos;
        double y = (rho + offset) * sin;
        double c = Math.cos(Math.atan2(sin, cos) - turn);
        double s = Math.sin(Math.atan2(sin, cos) - turn);
        cos = c;
        sin = s;
        rho = x * c + y * s;
        clip();
    }

    /** D over its noise at a place along and across the line; NaN where masked. */
    private double signal(double t, double across) {
        int i = index(t, across);
        return i < 0 ? Double.NaN : d.difference().pixels[i] / Math.sqrt(d.variance().pixels[i]);
    }

    private int index(double t, double across) {
        int x = (int) Math.round((rho + across) * cos - t * sin);
        int y = (int) Math.round((rho + across) * sin + t * cos);
        boolean good =
                d.mask().contains(x, y) && (d.mask().at(x, y) & (Mask.UNUSABLE | Mask.STREAK)) == 0;
        return good ? y * d.difference().width + x : -1;
    }

    private Optional<Trail> measure() {
        int pieces = (int) ((to - from) / STEP) + 1;
        double[] flux = new double[pieces];
        double[] variance = new double[pieces];
        int[] counts = new int[pieces];
        for (int p = 0; p < pieces; p++) {
            piece(p, flux, variance, counts);
        }
        int[] run = longestRun(flux, variance);
        int n = run[1] - run[0] + 1;
        int lit = 0;
        for (int p = run[0]; p <= run[1]; p++) {
            lit += flux[p] > SIGNIFICANT * Math.sqrt(variance[p]) ? 1 : 0;
        }
        if (n < MIN_PIECES || lit < 0.7 * n) {
            return Optional.empty();
        }
        return Optional.of(trail(run, flux, variance, counts));
    }

    /** Light per pixel of length on one piece, by the PSF's own profile across. */
    private void piece(int p, double[] flux, double[] variance, int[] counts) {
        double pd = 0;
        double pp = 0;
        int r = profile.length / 2;
        for (double t = from + p * STEP; t < Math.min(to, from + (p + 1) * STEP); t += 1) {
            for (int k = -r; k <= r; k++) {
                int i = index(t, k);
                if (i >= 0) {
                    double g = profile[k + r];
                    pd += g * d.difference().pixels[i] / d.variance().pixels[i];
                    pp += g * g / d.variance().pixels[i];
                    counts[p]++;
                }
            }
        }
        flux[p] = pp > 0 ? pd / pp : 0;
        variance[p] = pp > 0 ? 1 / pp : Double.POSITIVE_INFINITY;
    }

    /** First and last piece of the longest lit stretch; gaps of up to three pieces are bridged. */
    private static int[] longestRun(double[] flux, double[] variance) {
        int[] best = {0, -1};
        int start = -1;
        int last = -10;
        for (int p = 0; p < flux.length; p++) {
            if (flux[p] > SIGNIFICANT * Math.sqrt(variance[p])) {
                if (p - last > 4) {
                    start = p;
                }
                last = p;
                if (last - start > best[1] - best[0]) {
                    best = new int[] {start, last};
                }
            }
        }
        return best;
    }

    private Trail trail(int[] run, double[] flux, double[] variance, int[] counts) {
        double a = from + run[0] * STEP;
        double b = Math.min(to, from + (run[1] + 1) * STEP);
        double weight = 0;
        double sum = 0;
        int pixels = 0;
        for (int p = run[0]; p <= run[1]; p++) {
            weight += 1 / variance[p];
            sum += flux[p] / variance[p];
            pixels += counts[p];
        }
        double mean = sum / weight;
        double chi2 = 0;
        for (int p = run[0]; p <= run[1]; p++) {
            chi2 += (flux[p] - mean) * (flux[p] - mean) / variance[p];
        }
        double length = b - a;
        double x0 = rho * cos - a * sin;
        double y0 = rho * sin + a * cos;
        double x1 = rho * cos - b * sin;
        double y1 = rho * sin + b * cos;
        double wide = halfWidth(a, b);
        return new Trail(
                x0, y0, x1, y1, wide, mean * length, length / Math.sqrt(weight), pixels, chi2);
    }

    /** Out to where the mean over the whole length sinks into the noise. */
    private double halfWidth(double a, double b) {
        double least = 4 * psfSigma;
        for (int k = (int) least; k < WIDEST; k++) {
            double[] values = new double[2 * (int) (b - a) + 4];
            int n = 0;
            for (double t = a; t < b; t += 1) {
                for (int side = -1; side <= 1; side += 2) {
                    double z = signal(t, (double) side * k);
                    if (!Double.isNaN(z)) {
                        values[n++] = z;
                    }
                }
            }
            double median = nightjar.imaging.pixels.Statistics.median(Arrays.copyOf(values, n));
            if (n < 20 || median < Math.max(0.12, 3 * 1.25 / Math.sqrt(n))) {
                return k;
            }
        }
        return WIDEST;
    }
}
