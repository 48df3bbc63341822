// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.alerts;

import java.util.List;
import java.util.Map;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Alerts;

/**
 * Packs alerts of schema 11.0 in Confluent's wire format: 0x00, the schema id as big-endian int32,
 * Avro binary. May be used by several threads at once.
 *
 * <p>As upstream does (lsst/ap_association packageAlerts): a source without a DIAObject is a
 * solar-system source: it has neither diaObject nor history, but ssSource and mpc_orbits where they
 * are known. prvDiaSources is null and prvDiaForcedSources an empty array when there are none, or
 * the object was seen but once. Fields that nightjar does not know yet (observation_reason,
 * target_name) are null.
 */
public final class AlertPacker implements Alerts {

    /** Below what brokers of the observatory accept, 10,485,760 bytes with the batch's overhead. */
    public static final int DEFAULT_MOST_BYTES = 10_000_000;

    private static final int NULL = 0;
    private static final int THERE = 2; // branch 1, zigzag

    /** Objects seen in fewer difference images have no history in their alerts. */
    private static final int LEAST_SEEN = 2;

    /** Upstream's own fillings, whatever the orbit's catalogue says. */
    private static final Columns ORBIT_PLACEHOLDERS =
            new Columns(
                    Map.of(
                            "id", 0,
                            "created_at", 0L,
                            "updated_at", 0L,
                            "fitting_datetime", 0L,
                            "orbit_type_int", -1));

    private final RowPlan diaSource;
    private final RowPlan diaForcedSource;
    private final RowPlan diaObject;
    private final RowPlan ssSource;
    private final RowPlan orbit;
    private final int mostBytes;
    private final ThreadLocal<Desk> desks = ThreadLocal.withInitial(this::desk);

    /** What one thread packs with. */
    private record Desk(
            AvroBuffer out,
            RowValues source,
            RowValues forcedSource,
            RowValues object,
            RowValues ssSource,
            RowValues orbit) {}

    public AlertPacker() {
        this(Missing.AS_UPSTREAM, DEFAULT_MOST_BYTES);
    }

    /**
     * @param missing what nullable fields say when there is no value
     * @param mostBytes an alert larger than this is refused with {@link TooLarge}
     */
    public AlertPacker(Missing missing, int mostBytes) {
        diaSource = new RowPlan("diaSource", missing);
        diaForcedSource = new RowPlan("diaForcedSource", missing);
        diaObject = new RowPlan("diaObject", missing);
        ssSource = new RowPlan("ssSource", missing);
        orbit = new RowPlan("mpc_orbits", missing);
        this.mostBytes = mostBytes;
    }

    private Desk desk() {
        return new Desk(
                new AvroBuffer(),
                diaSource.values(),
                diaForcedSource.values(),
                diaObject.values(),
                ssSource.values(),
                orbit.values());
    }

    @Override
    public byte[] pack(Content content) {
        var desk = desks.get();
        var out = desk.out();
        out.clear();
        out.one(0);
        out.int32(AlertSchema.ID);
        long id = id(content.diaSource());
        out.whole(id);
        out.one(NULL); // observation_reason
        out.one(NULL); // target_name
        diaSource.write(content.diaSource(), desk.source(), out);
        history(content, desk);
        solarSystem(content, desk);
        cutout(content.cutouts().difference(), out);
        cutout(content.cutouts().science(), out);
        cutout(content.cutouts().template(), out);
        if (out.size() > mostBytes) {
            throw new TooLarge(id, out.size(), mostBytes);
        }
        return out.copy();
    }

    private static long id(Columns diaSource) {
        return diaSource
                .get("diaSourceId")
                .map(id -> ((Number) id).longValue())
                .orElseThrow(() -> new IllegalArgumentException("no alert without diaSourceId"));
    }

    private void history(Content content, Desk desk) {
        var out = desk.out();
        if (!content.diaObject().has("diaObjectId")) {
            out.one(NULL); // prvDiaSources
            out.one(NULL); // prvDiaForcedSources
            out.one(NULL); // diaObject
            return;
        }
        boolean seenBefore = content.diaObject().whole("nDiaSources", LEAST_SEEN) >= LEAST_SEEN;
        if (content.prvDiaSources().isEmpty() || !seenBefore) {
            out.one(NULL);
        } else {
            rows(diaSource, content.prvDiaSources(), desk.source(), out);
        }
        var forced = seenBefore ? content.prvDiaForcedSources() : List.<Columns>of();
        rows(diaForcedSource, forced, desk.forcedSource(), out);
        out.one(THERE);
        diaObject.write(content.diaObject(), desk.object(), out);
    }

    private void solarSystem(Content content, Desk desk) {
        var out = desk.out();
        if (content.ssSource().has("ssObjectId")) {
            out.one(THERE);
            ssSource.write(content.ssSource(), desk.ssSource(), out);
        } else {
            out.one(NULL);
        }
        if (content.mpcOrbit().has("designation")) {
            out.one(THERE);
            orbit.write(content.mpcOrbit().and(ORBIT_PLACEHOLDERS), desk.orbit(), out);
        } else {
            out.one(NULL);
        }
    }

    private static void rows(RowPlan plan, List<Columns> rows, RowValues values, AvroBuffer out) {
        out.one(THERE);
        if (!rows.isEmpty()) {
            out.whole(rows.size());
            for (var row : rows) {
                plan.write(row, values, out);
            }
        }
        out.whole(0);
    }

    private static void cutout(byte[] fits, AvroBuffer out) {
        if (fits.length == 0) {
            out.one(NULL);
        } else {
            out.one(THERE);
            out.bytes(fits);
        }
    }
}
