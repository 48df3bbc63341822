// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.psf;

import java.util.ArrayList;
import java.util.List;

/** Which of the sources are point sources fit to learn the PSF from. */
public final class StarSelection {
    private static final double MIN_SNR = 25;
    private static final int MOST = 400;

    private StarSelection() {}

    /**
     * The clean sources whose size lies within 12 % of the most crowded size (stars share one size,
     * galaxies do not) and whose shape agrees; without a close bright neighbour where that leaves
     * enough.
     */
    public static List<Star> select(List<Star> sources) {
        var candidates = new ArrayList<Star>();
        for (Star s : sources) {
            // Round ones only: bits of a satellite's trail are many and all of one size.
            boolean fit = s.clean() && s.snr() > MIN_SNR && s.size() > 0.5 && isRound(s);
            if (fit && candidates.size() < 2 * MOST) {
                candidates.add(s);
            }
        }
        if (candidates.isEmpty()) {
            return candidates;
        }
        double size = commonSize(candidates);
        var stars = new ArrayList<Star>();
        for (Star s : candidates) {
            boolean sized = Math.abs(s.size() / size - 1) < 0.12;
            if (sized && stars.size() < MOST) {
                stars.add(s);
            }
        }
        List<Star> lonely = isolated(stars, sources, 6 * size);
        return lonely.size() >= Math.min(5, stars.size()) ? lonely : stars;
    }

    private static boolean isRound(Star s) {
        return Math.hypot(s.e1(), s.e2()) < 0.35;
    }

    private static double commonSize(List<Star> candidates) {
        double best = candidates.get(0).size();
        double most = 0;
        for (Star s : candidates) {
            double votes = 0;
            for (Star other : candidates) {
                double d = (other.size() / s.size() - 1) / 0.05;
                votes += Math.exp(-0.5 * d * d) * Math.min(1, other.snr() / 100);
            }
            if (votes > most) {
                most = votes;
                best = s.size();
            }
        }
        return best;
    }

    private static List<Star> isolated(List<Star> stars, List<Star> all, double radius) {
        var lonely = new ArrayList<Star>();
        for (Star s : stars) {
            boolean alone = true;
            for (Star o : all) {
                if (o.flux() < 0.05 * s.flux()) {
                    break;
                }
                boolean near =
                        Math.abs(o.x() - s.x()) <= radius && Math.abs(o.y() - s.y()) <= radius;
                alone &= !near || o.equals(s) || Math.hypot(o.x() - s.x(), o.y() - s.y()) > radius;
            }
            if (alone) {
                lonely.add(s);
            }
        }
        return lonely;
    }
}
