// SPDX-License-Identifier: Apache-2.0
package nightjar.model.port;

import java.util.List;
import nightjar.model.catalog.Columns;

/** Packs alerts as brokers expect them: schema lsst.v11_0 with its wire header. */
public interface Alerts {

    /**
     * What one alert says.
     *
     * @param diaSource the triggering source's row
     * @param diaObject its DIAObject's row as stored now; empty for a solar-system source
     * @param prvDiaSources the object's earlier sources; null in the alert when there are none
     * @param prvDiaForcedSources the object's forced photometry, this visit's included
     * @param ssSource what only a solar-system source has; empty for any other
     * @param mpcOrbit the orbit of its solar-system object; empty for any other
     */
    record Content(
            Columns diaSource,
            Columns diaObject,
            List<Columns> prvDiaSources,
            List<Columns> prvDiaForcedSources,
            Columns ssSource,
            Columns mpcOrbit,
            Products.Cutouts cutouts) {

        /** Of a source that stays in its place. */
        public Content(
                Columns diaSource,
                Columns diaObject,
                List<Columns> prvDiaSources,
                List<Columns> prvDiaForcedSources,
                Products.Cutouts cutouts) {
            this(
                    diaSource,
                    diaObject,
                    prvDiaSources,
                    prvDiaForcedSources,
                    Columns.EMPTY,
                    Columns.EMPTY,
                    cutouts);
        }
    }

    /**
     * The Kafka value: 0x00, the schema id as big-endian int32, Avro binary.
     *
     * @throws TooLarge when the brokers would refuse it
     */
    byte[] pack(Content content);

    /** An alert that the brokers would refuse: its history or its cutouts are too long. */
    final class TooLarge extends RuntimeException {

        private final long diaSourceId;

        public TooLarge(long diaSourceId, int bytes, int mostBytes) {
            super(
                    "the alert of DIASource "
                            + diaSourceId
                            + " has "
                            + bytes
                            + " bytes, brokers take "
                            + mostBytes
                            + ": its history or its cutouts are too long");
            this.diaSourceId = diaSourceId;
        }

        public long diaSourceId() {
            return diaSourceId;
        }
    }
}
