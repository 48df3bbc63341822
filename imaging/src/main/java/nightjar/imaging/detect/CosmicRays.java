// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.detect;

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
        int marked = 0;
        for (int y = 1; y < image.height - 1; y++) {
            for (int x = 1; x < image.width - 1; x++) {
                if (test(x, y, HEAD)) {
                    mask.add(x, y, Mask.CR);
                    marked++;
                }
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            int more = grow();
            marked += more;
            if (more == 0) {
                break;
            }
        }
        return marked;
    }

    private int grow() {
        int more = 0;
        for (int y = 1; y < image.height - 1; y++) {
            for (int x = 1; x < image.width - 1; x++) {
                boolean lit = image.at(x, y) >= TAIL * darkest;
                boolean fresh = lit && (mask.at(x, y) & Mask.CR) == 0;
                if (fresh && touches(x, y) && test(x, y, TAIL)) {
                    mask.add(x, y, Mask.CR);
                    more++;
                }
            }
        }
        return more;
    }

    private boolean touches(int x, int y) {
        for (int j = -1; j <= 1; j++) {
            for (int i = -1; i <= 1; i++) {
                if ((mask.at(x + i, y + j) & Mask.CR) != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean test(int x, int y, double threshold) {
        float v = image.at(x, y);
        if (v < threshold * darkest) {
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
            double mean = 0.5 * (side(x + dx, y + dy) + side(x - dx, y - dy));
            double expected = fallOff[p / 2] * v;
            double noise = Math.sqrt(1.5 * sky * sky + 1.5 * Math.max(v, 0) / gain);
            double limit = threshold == HEAD ? 4.5 : 3;
            if (mean < 0.9 * expected - limit * noise) {
                return true;
            }
        }
        return false;
    }

    /** A marked neighbour says nothing about the light around it: it counts as sky. */
    private double side(int x, int y) {
        return (mask.at(x, y) & Mask.CR) != 0 ? 0 : image.at(x, y);
    }
}
