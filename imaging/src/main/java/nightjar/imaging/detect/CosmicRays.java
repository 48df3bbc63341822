// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.detect;

import java.util.BitSet;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Mesh;
import nightjar.imaging.pixels.Plane;

/**
 * Marks pixels that are sharper than any light that came through the optics can be: higher above
 * both neighbours of some direction than the PSF allows. Growth from marked pixels uses a lower
 * threshold, since a ray's tail is fainter than its head.
 */
public final class CosmicRays {
    private static final double HEAD = 6;
    private static final double TAIL = 3;
    private static final int ROUNDS = 4;
    private static final int DEFECT = Mask.BAD | Mask.NO_DATA | Mask.SAT;
    private static final int[][] PAIRS = {{1, 0}, {0, 1}, {1, 1}, {1, -1}};

    private final Plane image;
    private final Mask mask;
    private final Mesh sigma;
    private final double darkest;
    private final double gain;
    private final double[] fallOff;

    private CosmicRays(Plane image, Mask mask, Mesh sigma, double gain, double psfSigma) {
        this.image = image;
        this.mask = mask;
        this.sigma = sigma;
        this.darkest = 0.999 * sigma.least();
        this.gain = gain;
        // a PSF a little sharper than the measured one still passes
        double s = 0.8 * psfSigma;
        this.fallOff = new double[] {Math.exp(-0.5 / (s * s)), Math.exp(-1 / (s * s))};
    }

    /**
     * Adds CR to the mask.
     *
     * @param image background-subtracted
     * @param gain electrons per unit
     * @param psfSigma Gaussian-equivalent width of the PSF, pixels
     * @return how many pixels were marked
     */
    public static int mark(Plane image, Mask mask, Mesh sigma, double gain, double psfSigma) {
        if (psfSigma < 0.7) {
            // undersampled: a star is as sharp as a ray
            return 0;
        }
        return new CosmicRays(image, mask, sigma, gain, psfSigma).mark();
    }

    private int mark() {
        var fresh = new BitSet(image.pixels.length);
        for (int y = 1; y < image.height - 1; y++) {
            for (int i = y * image.width + 1; i < (y + 1) * image.width - 1; i++) {
                if (image.pixels[i] >= HEAD * darkest && test(i - y * image.width, y, HEAD)) {
                    mask.bits[i] |= Mask.CR;
                    fresh.set(i);
                }
            }
        }
        int marked = fresh.cardinality();
        for (int round = 0; round < ROUNDS && !fresh.isEmpty(); round++) {
            fresh = grow(fresh);
            marked += fresh.cardinality();
        }
        return marked;
    }

    /**
     * One pass over the pixels that touch a ray: only beside what was marked since the last one can
     * the answer be another.
     *
     * @param last what that one marked
     */
    private BitSet grow(BitSet last) {
        var fresh = new BitSet(image.pixels.length);
        var look = new BitSet(image.pixels.length);
        last.stream().forEach(i -> addAround(i, -1, look));
        for (int i = look.nextSetBit(0); i >= 0; i = look.nextSetBit(i + 1)) {
            boolean isNew = (mask.bits[i] & Mask.CR) == 0;
            int y = Math.floorDiv(i, image.width);
            if (isNew && test(i - y * image.width, y, TAIL)) {
                mask.bits[i] |= Mask.CR;
                fresh.set(i);
                addAround(i, i, look);
            }
        }
        return fresh;
    }

    /** Adds the pixels around one that lie behind another, and not at the border. */
    private void addAround(int pixel, int behind, BitSet to) {
        int px = pixel % image.width;
        int py = Math.floorDiv(pixel, image.width);
        for (int y = Math.max(1, py - 1); y <= Math.min(image.height - 2, py + 1); y++) {
            for (int x = Math.max(1, px - 1); x <= Math.min(image.width - 2, px + 1); x++) {
                int i = y * image.width + x;
                if (i > behind) {
                    to.set(i);
                }
            }
        }
    }

    private boolean test(int x, int y, double threshold) {
        float v = image.at(x, y);
        if (v < threshold * darkest || !mayBeSharp(x, y, v)) {
            return false;
        }
        double sky = sigma.at(x, y);
        if (v < threshold * sky || (mask.at(x, y) & DEFECT) != 0) {
            return false;
        }
        for (int p = 0; p < PAIRS.length; p++) {
            int dx = PAIRS[p][0];
            int dy = PAIRS[p][1];
            int beside = mask.at(x + dx, y + dy) | mask.at(x - dx, y - dy);
            if ((beside & DEFECT) != 0) {
                continue;
            }
            double mean = besides(x, y, p);
            double expected = fallOff[p / 2] * v;
            double noise = Math.sqrt(1.5 * sky * sky + 1.5 * Math.max(v, 0) / gain);
            double limit = threshold == HEAD ? 4.5 : 3;
            if (mean < 0.9 * expected - limit * noise) {
                return true;
            }
        }
        return false;
    }

    /** Whether some direction falls off fast enough if there were no noise: most light does not. */
    private boolean mayBeSharp(int x, int y, float v) {
        for (int p = 0; p < PAIRS.length; p++) {
            if (besides(x, y, p) < 0.9 * (fallOff[p / 2] * v)) {
                return true;
            }
        }
        return false;
    }

    private double besides(int x, int y, int pair) {
        int dx = PAIRS[pair][0];
        int dy = PAIRS[pair][1];
        return 0.5 * (side(x + dx, y + dy) + side(x - dx, y - dy));
    }

    /** A marked neighbour says nothing about the light around it: it counts as sky. */
    private double side(int x, int y) {
        return (mask.at(x, y) & Mask.CR) != 0 ? 0 : image.at(x, y);
    }
}
