// SPDX-License-Identifier: Apache-2.0
package nightjar.model.sky;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The "modified Q3C" pixels of the sky by which APDB rows are partitioned: the sphere projected on
 * a cube whose faces are numbered 10 to 15, each face a grid of 2^level x 2^level pixels with
 * geodesic edges, numbered along a Hilbert curve. Definition: lsst/sphgeom, doc/q3c.md, "Modified
 * Indexes" (after Koposov and Bartunov 2006, ASPC 351, 735).
 *
 * @param level subdivision level; 11 (pixels of about 2.6 arcmin) in a default APDB
 */
public record Mq3c(int level) {

    public Mq3c {
        if (level < 0 || level > 29) {
            throw new IllegalArgumentException("mq3c level " + level + " is not in 0..29");
        }
    }

    /** The pixel that holds a position. */
    public long index(SkyPosition position) {
        return index(position.toUnitVector());
    }

    /** The pixel that holds a direction. */
    public long index(UnitVector v) {
        CubeFace face = CubeFace.of(v);
        long s = grid(flatten(face.u(v)));
        long t = grid(flatten(face.v(v)));
        return ((long) face.number() << (2 * level)) | Hilbert.index(s, t, level);
    }

    /**
     * Every pixel that shares a point with the region, ascending. Never misses one; a pixel that
     * comes within {@link SkyRegion#SLACK} may be one too many.
     */
    public long[] envelope(SkyRegion region) {
        List<Long> found = new ArrayList<>();
        for (CubeFace face : CubeFace.ALL) {
            collect(region, face.number(), 0, found);
        }
        return found.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /** The four corners of a pixel of this level. */
    public SkyPolygon pixel(long index) {
        return quad(index, level);
    }

    private void collect(SkyRegion region, long index, int depth, List<Long> found) {
        if (!region.intersects(quad(index, depth))) {
            return;
        }
        if (depth == level) {
            found.add(index);
        } else {
            LongStream.range(4 * index, 4 * index + 4)
                    .forEach(child -> collect(region, child, depth + 1, found));
        }
    }

    private long grid(double flat) {
        double scale = Math.scalb(0.5, level);
        double last = Math.scalb(1.0, level) - 1;
        return (long) Math.max(Math.min(flat * scale + scale, last), 0);
    }

    private static SkyPolygon quad(long index, int depth) {
        CubeFace face = CubeFace.numbered((int) (index >> (2 * depth)));
        long[] st = Hilbert.inverse(index & ((1L << (2 * depth)) - 1), depth);
        double width = Math.scalb(2.0, -depth);
        double u0 = unflatten(st[0] * width - 1);
        double v0 = unflatten(st[1] * width - 1);
        double u1 = unflatten(st[0] * width - 1 + width);
        double v1 = unflatten(st[1] * width - 1 + width);
        UnitVector a = face.direction(u0, v0);
        UnitVector b = face.direction(u1, v0);
        UnitVector c = face.direction(u1, v1);
        UnitVector d = face.direction(u0, v1);
        return new SkyPolygon(face.rightHanded() ? List.of(a, b, c, d) : List.of(a, d, c, b));
    }

    // x (4 - |x|) / 3, the cheap stand-in for 4 atan(x) / pi that makes pixels nearly equal in
    // area.
    private static double flatten(double u) {
        return u * (1.3333333333333333 - 0.3333333333333333 * Math.abs(u));
    }

    private static double unflatten(double s) {
        return Math.copySign(2 - Math.sqrt(4 - 3 * Math.abs(s)), s);
    }
}
