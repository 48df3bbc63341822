// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import java.util.List;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Unusable;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;

/**
 * The snaps of one visit as one frame: the mean of what is good at each pixel. Of two, a pixel much
 * brighter in one is a cosmic ray there; the telescope did not move between them.
 */
public final class SnapStack {
    private static final double REJECT = 5;
    private static final double SHARE = 0.3;

    private SnapStack() {}

    /** One frame of all; its gain is that of the sum over the number of snaps. */
    public static Frame combine(List<Frame> snaps) throws Unusable {
        Frame first = snaps.get(0);
        if (snaps.size() == 1) {
            return first;
        }
        for (Frame f : snaps) {
            if (f.image().width != first.image().width
                    || f.image().height != first.image().height) {
                throw new Unusable(
                        FailureCause.WRONG_SHAPE,
                        f.name() + ": differs in size from the first snap");
            }
        }
        var image = new Plane(first.image().width, first.image().height);
        var mask = new Mask(image.width, image.height);
        for (int y = 0; y < image.height; y++) {
            for (int x = 0; x < image.width; x++) {
                pixel(snaps, x, y, image, mask);
            }
        }
        double n = snaps.size();
        return new Frame(
                first.name(),
                first.header(),
                first.wcs(),
                image,
                mask,
                first.skySigma().map(s -> s / Math.sqrt(n)),
                first.gain() * n,
                first.magZero(),
                first.stars(),
                first.size());
    }

    private static void pixel(List<Frame> snaps, int x, int y, Plane image, Mask mask) {
        double lowest = Double.POSITIVE_INFINITY;
        for (Frame f : snaps) {
            if ((f.mask().at(x, y) & Mask.UNUSABLE) == 0) {
                lowest = Math.min(lowest, f.image().at(x, y));
            }
        }
        double sum = 0;
        int n = 0;
        int bits = 0;
        for (Frame f : snaps) {
            double v = f.image().at(x, y);
            int b = f.mask().at(x, y);
            double noise = f.skySigma().at(x, y);
            double limit =
                    lowest
                            + REJECT * Math.sqrt(2 * noise * noise + Math.max(0, lowest) / f.gain())
                            + SHARE * Math.max(0, lowest);
            if ((b & Mask.UNUSABLE) == 0 && v <= limit) {
                sum += v;
                n++;
            }
            bits |= b;
        }
        if (n == 0) {
            mask.add(x, y, bits);
            image.set(x, y, snaps.get(0).image().at(x, y));
        } else {
            image.set(x, y, (float) (sum / n));
        }
    }
}
