// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Unusable;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Planes;

/**
 * The snaps of one visit as one frame of their mean exposure: the sum of what is good at each pixel
 * over the seconds in which it was good.
 *
 * <p>The telescope did not move between them, so that pixel by pixel they differ by noise, and near
 * stars by the seeing. A pixel that is brighter than noise and seeing allow in one snap than in
 * most of the others was hit by a cosmic ray there, or crossed by a satellite; what touches it in
 * the same snap goes with it at a lower threshold.
 */
public final class SnapStack {
    private static final double REJECT = 5;
    private static final double REJECT_BESIDE = 2.5;

    /** Of the brightest pixel around in another snap: what seeing and guiding may move. */
    private static final double SHARE = 0.3;

    /** Px: by more, stars would not lie on each other within the seeing. */
    private static final double MOVED = 0.5;

    private static final int ROWS = 64;

    private final List<Frame> snaps;
    private final double[] weight;
    private final boolean[][] hit;
    private final Plane image;
    private final Mask mask;

    private SnapStack(List<Frame> snaps, double[] weight, Planes planes) {
        this.snaps = snaps;
        this.weight = weight;
        Plane first = snaps.get(0).image();
        this.image = planes.rough(first.width, first.height);
        this.mask = planes.mask(first.width, first.height);
        this.hit = new boolean[snaps.size()][image.pixels.length];
    }

    /**
     * One frame of all.
     *
     * @param seconds how long each was exposed; equally long if one is not positive
     */
    public static Frame combine(List<Frame> snaps, double[] seconds) throws Unusable {
        return combine(snaps, seconds, Planes.kept());
    }

    /** The same in planes lent by these. */
    static Frame combine(List<Frame> snaps, double[] seconds, Planes planes) throws Unusable {
        Frame first = snaps.get(0);
        if (snaps.size() == 1) {
            return first;
        }
        for (Frame f : snaps) {
            refuseMoved(first, f);
            if (f.image().width != first.image().width
                    || f.image().height != first.image().height) {
                throw new Unusable(
                        FailureCause.WRONG_SHAPE,
                        f.name() + ": differs in size from the first snap");
            }
        }
        return new SnapStack(snaps, weights(seconds), planes).combined();
    }

    /** Pixel by pixel they can only be compared where the header says so, too. */
    private static void refuseMoved(Frame first, Frame f) throws Unusable {
        if (!first.wcs().isKnown() || !f.wcs().isKnown()) {
            return;
        }
        double right = first.image().width - 1;
        double top = first.image().height - 1;
        double[][] places = {{0, 0}, {right, 0}, {0, top}, {right, top}, {right / 2, top / 2}};
        for (double[] p : places) {
            var sky = first.wcs().toSky(p[0], p[1]);
            double[] there = f.wcs().toPixel(sky.raDeg(), sky.decDeg());
            double off = Math.hypot(there[0] - p[0], there[1] - p[1]);
            if (!(off <= MOVED)) {
                throw new Unusable(
                        FailureCause.SNAPS_DIFFER,
                        "%s lies %.1f px beside the first snap %s by its coordinates (at x %.0f, y %.0f): snaps are compared pixel by pixel; difference it by itself"
                                .formatted(f.name(), off, first.name(), p[0], p[1]));
            }
        }
    }

    /** Seconds in units of their mean. */
    private static double[] weights(double[] seconds) {
        double mean = Arrays.stream(seconds).sum() / seconds.length;
        boolean isTold = Arrays.stream(seconds).allMatch(s -> s > 0) && Double.isFinite(mean);
        return Arrays.stream(seconds).map(s -> isTold ? s / mean : 1).toArray();
    }

    private Frame combined() {
        Bands.run(0, image.height, ROWS, this::search);
        boolean[][] heads = Arrays.stream(hit).map(boolean[]::clone).toArray(boolean[][]::new);
        Bands.run(1, image.height - 1, ROWS, (from, to) -> searchBeside(from, to, heads));
        Bands.run(0, image.height, ROWS, this::sum);
        Frame first = snaps.get(0);
        double n = snaps.size();
        double squares = 0;
        double perElectron = 0;
        for (int k = 0; k < snaps.size(); k++) {
            squares += Math.pow(snaps.get(k).skySigma().median(), 2);
            perElectron += weight[k] / snaps.get(k).gain();
        }
        double noise = Math.sqrt(squares) / (n * first.skySigma().median());
        return new Frame(
                first.name(),
                first.header(),
                first.wcs(),
                image,
                mask,
                first.skySigma().map(s -> s * noise),
                n * n / perElectron,
                magZero(),
                first.stars(),
                snaps.stream().mapToDouble(Frame::size).filter(s -> s > 0).average().orElse(0));
    }

    /** That of the first snap that tells one, carried from its exposure to the mean one. */
    private OptionalDouble magZero() {
        for (int k = 0; k < snaps.size(); k++) {
            var told = snaps.get(k).magZero();
            if (told.isPresent()) {
                return OptionalDouble.of(told.getAsDouble() - 2.5 * Math.log10(weight[k]));
            }
        }
        return OptionalDouble.empty();
    }

    private void search(int from, int to) {
        for (int y = from; y < to; y++) {
            for (int x = 0; x < image.width; x++) {
                for (int k = 0; k < snaps.size(); k++) {
                    hit[k][y * image.width + x] = standsOut(k, x, y, REJECT);
                }
            }
        }
    }

    private void searchBeside(int from, int to, boolean[][] heads) {
        int w = image.width;
        for (int y = from; y < to; y++) {
            for (int i = y * w + 1; i < (y + 1) * w - 1; i++) {
                for (int k = 0; k < snaps.size(); k++) {
                    boolean[] h = heads[k];
                    boolean isBeside =
                            h[i - 1]
                                    || h[i + 1]
                                    || h[i - w]
                                    || h[i + w]
                                    || h[i - w - 1]
                                    || h[i - w + 1]
                                    || h[i + w - 1]
                                    || h[i + w + 1];
                    if (isBeside && !h[i]) {
                        hit[k][i] = standsOut(k, i % w, y, REJECT_BESIDE);
                    }
                }
            }
        }
    }

    /** Whether one snap is brighter there than most of the others that know. */
    private boolean standsOut(int one, int x, int y, double sigmas) {
        if ((snaps.get(one).mask().at(x, y) & Mask.UNUSABLE) != 0) {
            return false;
        }
        double mine = snaps.get(one).image().at(x, y) / weight[one];
        int others = 0;
        int above = 0;
        for (int k = 0; k < snaps.size(); k++) {
            if (k != one && (snaps.get(k).mask().at(x, y) & Mask.UNUSABLE) == 0) {
                others++;
                double theirs = snaps.get(k).image().at(x, y) / weight[k];
                above += isAbove(mine - theirs, one, k, x, y, sigmas) ? 1 : 0;
            }
        }
        return 2 * above > others;
    }

    private boolean isAbove(double excess, int one, int other, int x, int y, double sigmas) {
        if (excess <= 0) {
            return false;
        }
        double light = Math.max(0, snaps.get(other).image().at(x, y) / weight[other]);
        double noise = Math.sqrt(variance(one, light, x, y) + variance(other, light, x, y));
        // nearly all pixels end here: the neighbours are looked at for few
        return excess > sigmas * noise
                && excess > sigmas * noise + SHARE * brightest(other, x, y) / weight[other];
    }

    /** Of a snap scaled to the mean exposure, at a pixel of that light. */
    private double variance(int k, double light, int x, int y) {
        double sky = snaps.get(k).skySigma().at(x, y) / weight[k];
        return sky * sky + light / (weight[k] * snaps.get(k).gain());
    }

    private double brightest(int k, int x, int y) {
        Plane plane = snaps.get(k).image();
        double most = 0;
        for (int j = Math.max(0, y - 1); j <= Math.min(plane.height - 1, y + 1); j++) {
            for (int i = Math.max(0, x - 1); i <= Math.min(plane.width - 1, x + 1); i++) {
                most = Math.max(most, plane.at(i, j));
            }
        }
        return most;
    }

    private void sum(int from, int to) {
        for (int i = from * image.width; i < to * image.width; i++) {
            double sum = 0;
            double seconds = 0;
            int bits = 0;
            int good = 0;
            int full = 0;
            for (int k = 0; k < snaps.size(); k++) {
                int b = snaps.get(k).mask().bits[i];
                full |= b & (Mask.SAT | Mask.SAT_TEMPLATE);
                bits |= b;
                if ((b & Mask.UNUSABLE) == 0 && !hit[k][i]) {
                    sum += snaps.get(k).image().pixels[i];
                    seconds += weight[k];
                    good++;
                }
            }
            image.pixels[i] = good == 0 ? snaps.get(0).image().pixels[i] : (float) (sum / seconds);
            mask.bits[i] = good == 0 ? bits : full;
            // fewer electrons than the frame's noise is told for
            mask.bits[i] |= good > 0 && good < snaps.size() ? Mask.SUSPECT : 0;
        }
    }
}
