// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.turns;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import nightjar.model.port.Turns.Entry;
import nightjar.model.sky.SkyPolygon;
import nightjar.model.sky.SkyPosition;

/** Which of those in flight an entry must wait for. */
final class Overlap {

    /** An object at the edge of one image may be matched from another: 1" radius, and a margin. */
    private static final double MARGIN_ARCSEC = 10;

    private Overlap() {}

    static boolean hasTurn(Entry entry, List<Held> seen) {
        return seen.stream().anyMatch(it -> it.hasTurn() && it.entry().key().equals(entry.key()));
    }

    /**
     * The first that who has no turn waits for: an earlier visit, or a later one that did not know
     * of this one and has gone ahead. Detectors of one visit do not overlap, so that they never
     * wait for each other.
     */
    static Optional<Entry> before(Entry entry, List<Held> seen) {
        return earliest(
                entry,
                seen,
                other ->
                        other.entry().visit() < entry.visit()
                                || (other.hasTurn() && other.entry().visit() > entry.visit()));
    }

    /** Two may have taken at once while answers were lost: then the later gives way. */
    static Optional<Entry> earlierWithTurn(Entry entry, List<Held> seen) {
        return earliest(
                entry, seen, other -> other.hasTurn() && other.entry().visit() < entry.visit());
    }

    private static Optional<Entry> earliest(
            Entry entry, List<Held> seen, Predicate<Held> comesFirst) {
        return seen.stream()
                .filter(comesFirst)
                .map(Held::entry)
                .filter(other -> other.key().instrument().equals(entry.key().instrument()))
                .filter(other -> overlaps(other, entry))
                .min(
                        Comparator.comparingLong(Entry::visit)
                                .thenComparing(other -> other.key().detector()));
    }

    private static boolean overlaps(Entry one, Entry other) {
        if (one.cornersDeg().isEmpty() || other.cornersDeg().isEmpty()) {
            return true;
        }
        return mayTouch(one.cornersDeg(), other.cornersDeg())
                && region(one).padded(MARGIN_ARCSEC).intersects(region(other));
    }

    /**
     * Circles about the first corners that hold the whole images: most of those in flight are far
     * away, and this tells so without a polygon.
     */
    private static boolean mayTouch(List<Double> one, List<Double> other) {
        double margin = Math.toRadians(MARGIN_ARCSEC / 3600);
        return angle(one, 0, other, 0) <= reach(one) + reach(other) + margin;
    }

    /** How far the other corners lie from the first, at most; radians. */
    private static double reach(List<Double> corners) {
        double farthest = 0;
        for (int corner = 1; corner < corners.size() / 2; corner++) {
            farthest = Math.max(farthest, angle(corners, 0, corners, corner));
        }
        return farthest;
    }

    /** Between two corners, radians (haversine formula). */
    private static double angle(List<Double> one, int i, List<Double> other, int k) {
        double dec = Math.toRadians(one.get(2 * i + 1));
        double otherDec = Math.toRadians(other.get(2 * k + 1));
        double halfRa = Math.toRadians(one.get(2 * i) - other.get(2 * k)) / 2;
        double sinRa = Math.sin(halfRa);
        double sinDec = Math.sin((dec - otherDec) / 2);
        double h = sinDec * sinDec + Math.cos(dec) * Math.cos(otherDec) * sinRa * sinRa;
        return 2 * Math.asin(Math.min(1, Math.sqrt(h)));
    }

    private static SkyPolygon region(Entry entry) {
        var corners = new ArrayList<SkyPosition>();
        List<Double> degrees = entry.cornersDeg();
        for (int i = 0; i < degrees.size(); i += 2) {
            corners.add(new SkyPosition(degrees.get(i), degrees.get(i + 1)));
        }
        return SkyPolygon.ofCorners(corners);
    }
}
