// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.psf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.pixels.Plane;

/**
 * The light that the other sources of an image throw around a star, by the PSF as known so far:
 * what is taken off a star's stamp before its wings are believed (the idea of DAOPHOT, Stetson
 * 1987, PASP 99, 191, section III.D). Rough on purpose: one PSF for the whole image, a flux from
 * the source's core alone; what that leaves of a neighbour is for the clipping of pixels to find.
 */
final class Neighbours {
    /** Passes over the sources of a group, each less the light of the others: three settle it. */
    private static final int PASSES = 3;

    /** The core that a flux is fitted to, in sizes: most of a star's light, little of others'. */
    private static final double CORE = 2;

    private final Plane image;

    /** By y. */
    private final List<Star> sources;

    private final double size;
    private final List<int[]> near;
    private final double[] flux;
    private Glow glow;

    /**
     * @param found every source of the image
     * @param size Gaussian-equivalent sigma of the PSF, px
     * @param reach how far away, in x or y, a source's light is still looked at, px
     */
    Neighbours(Plane image, List<Star> found, double size, int reach) {
        this.image = image;
        this.size = size;
        this.sources = apart(found, size);
        this.near = Bands.map(sources, s -> near(s, reach));
        this.flux = new double[sources.size()];
        this.glow = Glow.NONE;
    }

    /** Without a second peak on the same source, which would be taken off twice. */
    private static List<Star> apart(List<Star> found, double size) {
        var rows = new ArrayList<>(found);
        rows.sort(Comparator.comparingDouble(Star::y));
        var out = new ArrayList<Star>();
        for (int i = 0; i < rows.size(); i++) {
            Star s = rows.get(i);
            boolean second = false;
            for (int k = i - 1; k >= 0 && s.y() - rows.get(k).y() <= size; k--) {
                second |= Math.hypot(s.x() - rows.get(k).x(), s.y() - rows.get(k).y()) <= size;
            }
            if (!second) {
                out.add(s);
            }
        }
        return out;
    }

    /**
     * Those in reach of a star but itself; they stand by y, so that only some rows are looked at.
     */
    private int[] near(Star s, int reach) {
        return IntStream.range(from(s.y() - reach), from(Math.nextUp(s.y() + reach)))
                .filter(
                        k -> {
                            Star o = sources.get(k);
                            return Math.abs(o.x() - s.x()) <= reach
                                    && Math.hypot(o.x() - s.x(), o.y() - s.y()) > size;
                        })
                .toArray();
    }

    /** The first source from a y on. */
    private int from(double y) {
        int low = 0;
        int high = sources.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sources.get(middle).y() < y) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Estimates every flux anew. */
    void fit(Glow of) {
        glow = of;
        double[] own = Bands.map(sources, this::core).stream().mapToDouble(f -> f).toArray();
        double spread = spread();
        for (int pass = 0; pass < PASSES; pass++) {
            for (int i = 0; i < own.length; i++) {
                double others = 0;
                for (int k : near.get(i)) {
                    double dx = sources.get(i).x() - sources.get(k).x();
                    double dy = sources.get(i).y() - sources.get(k).y();
                    others += flux[k] * glow.at(dx, dy);
                }
                flux[i] = Math.max(0, own[i] - spread * others);
            }
        }
    }

    /** The flux of the source if it were alone: sum(P D) / sum(P^2) over its core. */
    private double core(Star s) {
        int reach = (int) Math.ceil(CORE * size);
        int cx = (int) Math.round(s.x());
        int cy = (int) Math.round(s.y());
        double pd = 0;
        double pp = 0;
        for (int y = cy - reach; y <= cy + reach; y++) {
            for (int x = cx - reach; x <= cx + reach; x++) {
                if (image.contains(x, y)) {
                    double p = glow.at(x - s.x(), y - s.y());
                    pd += p * image.at(x, y);
                    pp += p * p;
                }
            }
        }
        return pp > 0 ? pd / pp : 0;
    }

    /** How much of a flux an even glow of 1 would be taken for. */
    private double spread() {
        int reach = (int) Math.ceil(CORE * size);
        double p1 = 0;
        double pp = 0;
        for (int y = -reach; y <= reach; y++) {
            for (int x = -reach; x <= reach; x++) {
                double p = glow.at(x, y);
                p1 += p;
                pp += p * p;
            }
        }
        return pp > 0 ? p1 / pp : 0;
    }

    /** The others' light on a stamp around a star, as pixels of that stamp. */
    float[] around(Star s, int radius) {
        int side = 2 * radius + 1;
        float[] out = new float[side * side];
        for (int k : near(s, radius + glow.reach())) {
            if (flux[k] > 0) {
                add(k, s, radius, out);
            }
        }
        return out;
    }

    private void add(int k, Star s, int radius, float[] to) {
        int side = 2 * radius + 1;
        double dx = sources.get(k).x() - s.x() + radius;
        double dy = sources.get(k).y() - s.y() + radius;
        int y1 = Math.min(side - 1, (int) (dy + glow.reach()));
        int x1 = Math.min(side - 1, (int) (dx + glow.reach()));
        for (int y = Math.max(0, (int) (dy - glow.reach())); y <= y1; y++) {
            for (int x = Math.max(0, (int) (dx - glow.reach())); x <= x1; x++) {
                to[y * side + x] += (float) (flux[k] * glow.at(x - dx, y - dy));
            }
        }
    }
}
