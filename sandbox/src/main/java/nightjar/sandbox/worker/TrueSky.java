// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.worker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import nightjar.sandbox.sky.Dice;
import nightjar.sandbox.sky.Grid;
import nightjar.sandbox.sky.PixelPoint;
import nightjar.sandbox.sky.SkyPoint;

/**
 * What changes in the stand-in's sky: one object in each cell of a net over the sky, at a place of
 * its own that is the same for every visit, so that visits which overlap see the same objects.
 *
 * @param seed of the places and of all that a visit measures
 */
record TrueSky(long seed) {

    /** Objects that a detector sees, on average. */
    static final double PER_DETECTOR = 6;

    /** Errors of a visit's positions, arcsec, rms along each axis. */
    static final double JITTER_ARCSEC = 0.04;

    // Objects keep off their cell's edges, so that two never come near each other.
    private static final double MARGIN = 0.2;
    private static final double EDGE_PX = 12;

    /**
     * An object as one visit's detector sees it.
     *
     * @param at with the visit's error
     * @param pixel 0-based px
     * @param fluxNJy on the difference image
     * @param snr signal over noise
     */
    record Seen(SkyPoint at, PixelPoint pixel, double fluxNJy, double snr) {}

    /** What the detector sees, in order of y, then x. */
    List<Seen> seen(Grid grid, long visit) {
        double cell = cellDeg(grid);
        List<SkyPoint> corners = grid.corners();
        double south = corners.stream().mapToDouble(SkyPoint::decDeg).min().orElseThrow();
        double north = corners.stream().mapToDouble(SkyPoint::decDeg).max().orElseThrow();
        List<Seen> seen = new ArrayList<>();
        for (long row = cellOf(south, cell); row <= cellOf(north, cell); row++) {
            collect(grid, visit, row, cell, seen);
        }
        seen.sort(
                Comparator.comparingDouble((Seen s) -> s.pixel().y())
                        .thenComparingDouble(s -> s.pixel().x()));
        return seen;
    }

    private void collect(Grid grid, long visit, long row, double cell, List<Seen> seen) {
        double width = cell / Math.cos(Math.toRadians((row + 0.5) * cell));
        double middle = grid.pointing().raDeg();
        // Around the pointing, so that a detector across right ascension 0 sees both sides of it.
        double[] offsets =
                grid.corners().stream()
                        .mapToDouble(c -> Math.IEEEremainder(c.raDeg() - middle, 360))
                        .sorted()
                        .toArray();
        long last = cellOf(middle + offsets[3], width);
        for (long column = cellOf(middle + offsets[0], width); column <= last; column++) {
            RandomGenerator place = Dice.of(seed, "true place", row, column);
            SkyPoint truth =
                    new SkyPoint((column + within(place)) * width, (row + within(place)) * cell);
            if (grid.holds(grid.toPixel(truth), -EDGE_PX)) {
                seen.add(see(truth, grid, Dice.of(seed, "seen", row, column, visit)));
            }
        }
    }

    private static Seen see(SkyPoint truth, Grid grid, RandomGenerator chance) {
        SkyPoint at =
                truth.shifted(
                        JITTER_ARCSEC * chance.nextGaussian(),
                        JITTER_ARCSEC * chance.nextGaussian());
        double snr = 10 + 90 * chance.nextDouble();
        return new Seen(at, grid.toPixel(at), snr * Found.FLUX_ERROR_NJY, snr);
    }

    private static double within(RandomGenerator place) {
        return MARGIN + (1 - 2 * MARGIN) * place.nextDouble();
    }

    private static long cellOf(double degrees, double cell) {
        return (long) Math.floor(degrees / cell);
    }

    /** In whole milliarcseconds: the same for each visit, whatever its header's last digits. */
    private static double cellDeg(Grid grid) {
        double side = Math.sqrt((double) grid.width() * grid.height()) * grid.arcsecPerPixel();
        return Math.round(1000 * side / Math.sqrt(PER_DETECTOR)) / 3_600_000.0;
    }
}
