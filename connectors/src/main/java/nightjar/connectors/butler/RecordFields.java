// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import nightjar.model.Raw;
import nightjar.model.sky.SkyPolygon;
import nightjar.model.time.Tai;

/** The fields of one record; what is not known is null, which the Butler's columns allow. */
record RecordFields(ObjectNode node) {

    RecordFields whole(String field, long value) {
        node.put(field, value);
        return this;
    }

    /** Null when it is less than nothing. */
    RecordFields count(String field, long value) {
        if (value < 0) {
            node.putNull(field);
        } else {
            node.put(field, value);
        }
        return this;
    }

    /** JSON has no NaN, and Jackson would write it as a word that the writer refuses. */
    RecordFields number(String field, double value) {
        if (Double.isFinite(value)) {
            node.put(field, value);
        } else {
            node.putNull(field);
        }
        return this;
    }

    RecordFields text(String field, String value) {
        if (value.isEmpty()) {
            node.putNull(field);
        } else {
            node.put(field, value);
        }
        return this;
    }

    RecordFields unknown(String field) {
        node.putNull(field);
        return this;
    }

    RecordFields region(Optional<SkyPolygon> region) {
        return text("region", region.map(RegionText::of).orElse(""));
    }

    /** While the exposure's shutter was open. */
    RecordFields timespan(Raw raw) {
        return timespan(nanos(raw.beginMjdTai()), nanos(raw.endMjdTai()));
    }

    /** TAI nanoseconds since 1970, begin and end. */
    RecordFields timespan(long beginNanos, long endNanos) {
        node.set("timespan", JsonNodeFactory.instance.arrayNode().add(beginNanos).add(endNanos));
        return this;
    }

    private static long nanos(double mjdTai) {
        // To the microsecond: a double's MJD has no more.
        return Math.round(Tai.unixTaiOfMjdTai(mjdTai) * 1e6) * 1000;
    }
}
