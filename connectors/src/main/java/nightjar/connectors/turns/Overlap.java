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

    static Optional<Entry> earliestBefore(Entry entry, Stream<Entry> inFlight) {
        return inFlight.filter(other -> isBefore(other, entry) && overlaps(other, entry))
                .min(
                        Comparator.comparingLong(Entry::visit)
                                .thenComparing(other -> other.key().detector()));
    }

    /** Detectors of one visit do not overlap, so that they never wait for each other. */
    private static boolean isBefore(Entry other, Entry entry) {
        return other.key().instrument().equals(entry.key().instrument())
                && other.visit() < entry.visit();
    }

    private static boolean overlaps(Entry one, Entry other) {
        if (one.cornersDeg().isEmpty() || other.cornersDeg().isEmpty()) {
            return true;
        }
        return region(one).padded(MARGIN_ARCSEC).intersects(region(other));
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
