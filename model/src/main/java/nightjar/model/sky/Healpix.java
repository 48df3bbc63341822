// SPDX-License-Identifier: Apache-2.0
package nightjar.model.sky;

import java.io.Serializable;

/**
 * Pixels of equal area (Górski et al. 2005, ApJ 622, 759): twelve base faces, each of nside times
 * nside pixels.
 *
 * @param nside pixels along a side of a base face; a power of two for the nested order
 * @param nested whether pixels are numbered face by face instead of ring by ring from the north
 */
public record Healpix(int nside, boolean nested) implements Serializable {

    private static final int LARGEST = 1 << 13;

    public Healpix {
        if (nside < 1 || nside > LARGEST || (nested && Integer.bitCount(nside) != 1)) {
            throw new IllegalArgumentException(
                    "nside " + nside + " must be 1 to " + LARGEST + ", a power of two if nested");
        }
    }

    /** How many pixels the sky has. */
    public int size() {
        return 12 * nside * nside;
    }

    /** The number of the pixel in which a direction lies. */
    public int pixel(UnitVector v) {
        double quarters = Math.atan2(v.y(), v.x()) / (Math.PI / 2);
        double turn = quarters < 0 ? quarters + 4 : quarters;
        // -0 or a tiny negative angle may come out as a whole turn.
        double tt = turn >= 4 ? 0 : turn;
        return Math.abs(v.z()) <= 2.0 / 3 ? equatorial(v.z(), tt) : polar(v, tt);
    }

    /** Between the polar caps pixels lie on lines that rise and fall with longitude. */
    private int equatorial(double z, double tt) {
        int rising = (int) Math.floor(nside * (0.5 + tt) - nside * 0.75 * z);
        int falling = (int) Math.floor(nside * (0.5 + tt) + nside * 0.75 * z);
        if (nested) {
            int up = rising / nside;
            int down = falling / nside;
            int face = up == down ? up % 4 + 4 : up < down ? up % 4 : down % 4 + 8;
            return interleaved(face, falling % nside, nside - rising % nside - 1);
        }
        int ring = nside + 1 + rising - falling;
        int shift = 1 - ring % 2;
        int inRing = (rising + falling - nside + shift + 1) / 2;
        int before = 2 * nside * (nside - 1) + (ring - 1) * 4 * nside;
        return before + Math.floorMod(inRing, 4 * nside);
    }

    /** In a cap, rings shrink towards the pole. */
    private int polar(UnitVector v, double tt) {
        int quarter = Math.min(3, (int) tt);
        double along = tt - quarter;
        // 1 - |z| without losing its digits near the pole.
        double depth = (v.x() * v.x() + v.y() * v.y()) / (1 + Math.abs(v.z()));
        double reach = nside * Math.sqrt(3 * depth);
        int east = Math.min(nside - 1, (int) (along * reach));
        int west = Math.min(nside - 1, (int) ((1 - along) * reach));
        boolean north = v.z() > 0;
        if (nested) {
            return north
                    ? interleaved(quarter, nside - west - 1, nside - east - 1)
                    : interleaved(quarter + 8, east, west);
        }
        int ring = Math.min(nside, east + west + 1);
        int inRing = Math.min(4 * ring - 1, (int) (tt * ring));
        return north ? 2 * ring * (ring - 1) + inRing : size() - 2 * ring * (ring + 1) + inRing;
    }

    private int interleaved(int face, int x, int y) {
        int bits = 0;
        for (int i = 0; 1 << i < nside; i++) {
            bits |= (x >> i & 1) << (2 * i) | (y >> i & 1) << (2 * i + 1);
        }
        return face * nside * nside + bits;
    }
}
