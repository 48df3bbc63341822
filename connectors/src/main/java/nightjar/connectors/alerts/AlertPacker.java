// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.alerts;

import java.util.List;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Alerts;

/**
 * Packs alerts of schema 11.0 in Confluent's wire format: 0x00, the schema id as big-endian int32,
 * Avro binary. May be used by several threads at once.
 *
 * <p>As upstream does (lsst/ap_association packageAlerts): a source without a DIAObject is a
 * solar-system source and has neither diaObject nor history; prvDiaSources is null when there are
 * none; prvDiaForcedSources is an empty array when there are none. Fields that nightjar does not
 * know yet (observation_reason, target_name, ssSource, mpc_orbits) are null.
 */
public final class AlertPacker implements Alerts {

    /** Below what brokers of the observatory accept, 10,485,760 bytes with the batch's overhead. */
    public static final int DEFAULT_MOST_BYTES = 10_000_000;

    private static final int NULL = 0;
    private static final int THERE = 2; // branch 1, zigzag

    private final RowPlan diaSource;
    private final RowPlan diaForcedSource;
    private final RowPlan diaObject;
    private final int mostBytes;
    private final ThreadLocal<Desk> desks = ThreadLocal.withInitial(this::desk);

    /** What one thread packs with. */
    private record Desk(
            AvroBuffer out, RowValues source, RowValues forcedSource, RowValues object) {}

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
        this.mostBytes = mostBytes;
    }

    private Desk desk() {
        return new Desk(
                new AvroBuffer(), diaSource.values(), diaForcedSource.values(), diaObject.values());
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
        out.one(NULL); // ssSource
        out.one(NULL); // mpc_orbits
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
        if (content.prvDiaSources().isEmpty()) {
            out.one(NULL);
        } else {
            rows(diaSource, content.prvDiaSources(), desk.source(), out);
        }
        rows(diaForcedSource, content.prvDiaForcedSources(), desk.forcedSource(), out);
        out.one(THERE);
        diaObject.write(content.diaObject(), desk.object(), out);
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
