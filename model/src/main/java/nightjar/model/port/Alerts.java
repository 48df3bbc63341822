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
     */
    record Content(
            Columns diaSource,
            Columns diaObject,
            List<Columns> prvDiaSources,
            List<Columns> prvDiaForcedSources,
            Products.Cutouts cutouts) {}

    /** The Kafka value: 0x00, the schema id as big-endian int32, Avro binary. */
    byte[] pack(Content content);
}
