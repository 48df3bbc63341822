// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nightjar.job.simulate.runtime.Dice;
import nightjar.model.catalog.Columns;

/**
 * What an image worker would find: some places that vary and are seen again and again, a few that
 * are seen once, and satellites. A function of seed, visit and detector.
 */
final class NightSky {

    private static final int PLACES = 6;
    private static final double SIDE_DEG = 0.057;
    private static final double JITTER_DEG = 0.05 / 3600;
    private static final double BOX_DEG = 1.0 / 3600;

    private final long seed;

    NightSky(long seed) {
        this.seed = seed;
    }

    /**
     * A source candidate.
     *
     * @param isSatellite whether Sattle knows better
     */
    record Found(Columns row, boolean isSatellite) {
        double[] box() {
            double ra = row.number("ra");
            double dec = row.number("dec");
            double h = BOX_DEG / 2;
            return new double[] {
                ra - h, dec - h, ra + h, dec - h, ra + h, dec + h, ra - h, dec + h
            };
        }
    }

    List<Double> cornersDeg(int detector) {
        double ra = 20 + detector * 0.06;
        double dec = -20;
        double s = SIDE_DEG;
        return List.of(ra, dec, ra + s, dec, ra + s, dec + s, ra, dec + s);
    }

    /** In the worker's own order. */
    List<Found> sources(long visit, int detector) {
        var random = Dice.of(seed * 31 + visit * 1009 + detector);
        var found = new ArrayList<Found>();
        for (int place = 0; place < PLACES; place++) {
            var at = Dice.of(seed * 7919 + detector * 101L + place);
            double[] where = somewhere(detector, at);
            if (random.nextDouble() < 0.75) {
                found.add(source(where, random, false));
            }
        }
        if (random.nextBoolean()) {
            found.add(source(somewhere(detector, random), random, false));
        }
        if (random.nextInt(3) == 0) {
            found.add(source(somewhere(detector, random), random, true));
        }
        return found;
    }

    private double[] somewhere(int detector, Random random) {
        var corners = cornersDeg(detector);
        double ra = corners.get(0) + SIDE_DEG * (0.05 + 0.9 * random.nextDouble());
        double dec = corners.get(1) + SIDE_DEG * (0.05 + 0.9 * random.nextDouble());
        return new double[] {ra, dec};
    }

    private static Found source(double[] where, Random random, boolean isSatellite) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("ra", where[0] + JITTER_DEG * random.nextGaussian());
        row.put("dec", where[1] + JITTER_DEG * random.nextGaussian());
        row.put("raErr", 1.4e-5f);
        row.put("decErr", 1.4e-5f);
        row.put("x", 100f);
        row.put("y", 100f);
        row.put("psfFlux", (float) (1000 + 500 * random.nextGaussian()));
        row.put("psfFluxErr", 50f);
        row.put("scienceFlux", (float) (2000 + 500 * random.nextGaussian()));
        row.put("scienceFluxErr", 60f);
        row.put("snr", 20f);
        row.put("trailLength", 0.3f);
        row.put("reliability", 0.9f);
        row.put("isDipole", false);
        row.put("glint_trail", false);
        row.put("bboxSize", 30);
        return new Found(new Columns(row), isSatellite);
    }
}
