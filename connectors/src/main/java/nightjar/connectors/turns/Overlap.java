// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.turns;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nightjar.model.port.Turns.Entry;
import nightjar.model.sky.SkyPolygon;
import nightjar.model.sky.SkyPosition;

/** Which of those in flight an entry must wait for. */
final class Overlap {

    /** An object at the edge of one image may be matched from another: 1" radius, and a margin. */
    private static final double MARGIN_ARCSEC = 10;

    private Overlap() {}

    /**
     * A visit-detector in flight.
     *
     * @param hasTurn whether it has taken its turn
     */
    record Held(Entry entry, boolean hasTurn) {}

    static Optional<Entry> earliestBefore(Entry entry, Stream<Held> inFlight) {
        return inFlight.filter(other -> isBefore(other, entry))
                .map(Held::entry)
                .filter(other -> overlaps(other, entry))
                .min(
                        Comparator.comparingLong(Entry::visit)
                                .thenComparing(other -> other.key().detector()));
    }

    /**
     * An earlier visit; or a later one that did not know of this one and has gone ahead. Detectors
     * of one visit do not overlap, so that they never wait for each other.
     */
    private static boolean isBefore(Held held, Entry entry) {
        var other = held.entry();
        return other.key().instrument().equals(entry.key().instrument())
                && (other.visit() < entry.visit()
                        || (held.hasTurn() && other.visit() > entry.visit()));
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
