// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightjar.imaging.engine.Difference;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.pixels.Mask;

/**
 * Finds long straight trails: a Hough transform of the bright bins of the difference (4 x 4 pixels
 * each, in units of their noise), then a fit on the pixels themselves. Pixels of a trail get
 * STREAK.
 */
public final class TrailFinder {
    private static final int BIN = 4;
    private static final double HOT = 2.5;
    private static final int ANGLES = 720;
    private static final int MIN_VOTES = 20;
    private static final int MOST = 6;

    private final Difference d;
    private final double psfSigma;
    private final int columns;
    private final int rows;
    private final float[] bins;

    private TrailFinder(Difference d, double psfSigma) {
        this.d = d;
        this.psfSigma = psfSigma;
        this.columns = d.difference().width / BIN;
        this.rows = d.difference().height / BIN;
        this.bins = new float[columns * rows];
    }

    /**
     * Trails, strongest first.
     *
     * @param psfSigma Gaussian-equivalent width of the PSF, pixels
     */
    public static List<Trail> find(Difference d, double psfSigma) {
        return new TrailFinder(d, psfSigma).find();
    }

    private List<Trail> find() {
        var trails = new ArrayList<Trail>();
        for (int round = 0; round < MOST; round++) {
            fillBins();
            Optional<Trail> next = strongest();
            if (next.isEmpty()) {
                break;
            }
            mark(next.get());
            trails.add(next.get());
        }
        return trails;
    }

    private void fillBins() {
        Bands.run(
                0,
                rows,
                BIN,
                (from, to) -> {
                    for (int i = from * columns; i < to * columns; i++) {
                        bins[i] = bin(i % columns * BIN, Math.floorDiv(i, columns) * BIN);
                    }
                });
    }

    private float bin(int x0, int y0) {
        double sum = 0;
        int n = 0;
        for (int y = y0; y < y0 + BIN; y++) {
            for (int x = x0; x < x0 + BIN; x++) {
                int i = y * d.difference().width + x;
                if ((d.mask().bits[i] & (Mask.UNUSABLE | Mask.STREAK)) == 0) {
                    sum += d.difference().pixels[i] / Math.sqrt(d.variance().pixels[i]);
                    n++;
                }
            }
        }
        return n < BIN * BIN / 2 ? 0 : (float) (sum / Math.sqrt(n));
    }

    private Optional<Trail> strongest() {
        int reach = (int) Math.ceil(Math.hypot(columns, rows));
        int[] votes = new int[ANGLES * (2 * reach + 1)];
        double[] cos = new double[ANGLES];
        double[] sin = new double[ANGLES];
        for (int a = 0; a < ANGLES; a++) {
            cos[a] = Math.cos(Math.PI * a / ANGLES);
            sin[a] = Math.sin(Math.PI * a / ANGLES);
        }
        int best = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                if (bins[row * columns + column] <= HOT) {
                    continue;
                }
                for (int a = 0; a < ANGLES; a++) {
                    int rho = (int) (column * cos[a] + row * sin[a] + reach + 0.5);
                    int at = a * (2 * reach + 1) + rho;
                    if (++votes[at] > votes[best]) {
                        best = at;
                    }
                }
            }
        }
        if (votes[best] < MIN_VOTES) {
            return Optional.empty();
        }
        int a = best / (2 * reach + 1);
        double rho = best % (2 * reach + 1) - reach;
        double shift = 0.5 * (BIN - 1) * (cos[a] + sin[a]);
        return TrailFit.fit(d, cos[a], sin[a], rho * BIN + shift, psfSigma);
    }

    private void mark(Trail t) {
        Mask mask = d.mask();
        int around = (int) Math.ceil(1.5 * t.halfWidth()) + 1;
        int y0 = (int) Math.max(0, Math.min(t.y0(), t.y1()) - around);
        int y1 = (int) Math.min(mask.height, Math.max(t.y0(), t.y1()) + around + 1);
        int x0 = (int) Math.max(0, Math.min(t.x0(), t.x1()) - around);
        int x1 = (int) Math.min(mask.width, Math.max(t.x0(), t.x1()) + around + 1);
        double length = t.length();
        double ux = (t.x1() - t.x0()) / length;
        double uy = (t.y1() - t.y0()) / length;
        for (int y = y0; y < y1; y++) {
            for (int x = x0; x < x1; x++) {
                double off = Math.abs((x - t.x0()) * uy - (y - t.y0()) * ux);
                if (off <= t.halfWidth() && t.distance(x, y) <= t.halfWidth()) {
                    mask.add(x, y, Mask.STREAK);
                }
            }
        }
    }
}
