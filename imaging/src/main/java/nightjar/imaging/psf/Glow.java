// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.psf;

import nightjar.imaging.pixels.Plane;

/** A source's light at any distance: the PSF's mean stamp, and outside of it a Moffat's tail. */
final class Glow {
    static final Glow NONE = new Glow(new Plane(1, 1), new Moffat(1, 6, 0));

    private final Plane stamp;
    private final float[] tail;
    private final int reach;

    /**
     * @param stamp of unit flux
     * @param profile the nearest to it
     */
    Glow(Plane stamp, Moffat profile) {
        this.stamp = stamp;
        this.reach = stamp.width - 1;
        this.tail = new float[2 * reach * reach + 1];
        for (int r2 = 0; r2 < tail.length; r2++) {
            tail[r2] = (float) profile.at(r2);
        }
    }

    /** How far, in x or y, light is told of, px: twice the stamp's radius. */
    int reach() {
        return reach;
    }

    /** The light of unit flux at a place seen from the source, px. */
    double at(double dx, double dy) {
        double x = dx + Math.floorDiv(stamp.width, 2);
        double y = dy + Math.floorDiv(stamp.height, 2);
        int ix = (int) Math.floor(x);
        int iy = (int) Math.floor(y);
        if (ix < 0 || iy < 0 || ix + 1 >= stamp.width || iy + 1 >= stamp.height) {
            int r2 = (int) Math.round(dx * dx + dy * dy);
            return r2 < tail.length ? tail[r2] : 0;
        }
        double tx = x - ix;
        double ty = y - iy;
        return (stamp.at(ix, iy) * (1 - tx) + stamp.at(ix + 1, iy) * tx) * (1 - ty)
                + (stamp.at(ix, iy + 1) * (1 - tx) + stamp.at(ix + 1, iy + 1) * tx) * ty;
    }
}
