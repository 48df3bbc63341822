// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * How an APDB is laid out: fixed when it is made and kept in its metadata table, where every client
 * takes it from (lsst/dax_apdb, the frozen configuration).
 *
 * @param replica whether rows are written a second time, by ten minutes, for the PPDB
 * @param replicaSkipsObjects whether DiaObject then exists in the replica only
 * @param subChunks into how many parts a replica chunk is spread
 * @param pixelLevel level of the mq3c pixels
 * @param timeTables whether each time partition has tables of its own
 * @param timeDays days in a time partition
 * @param dedupParts into how many parts DiaObjectDedup is spread
 * @param firstPartition the first time partition that has tables
 * @param lastPartition the last one
 */
public record ApdbSettings(
        boolean replica,
        boolean replicaSkipsObjects,
        int subChunks,
        int pixelLevel,
        boolean timeTables,
        int timeDays,
        int dedupParts,
        int firstPartition,
        int lastPartition) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public ApdbSettings {
        if (subChunks < 1 || timeDays < 1 || dedupParts < 1 || lastPartition < firstPartition) {
            throw new IllegalArgumentException(
                    "impossible APDB settings: "
                            + List.of(
                                    subChunks,
                                    timeDays,
                                    dedupParts,
                                    firstPartition,
                                    lastPartition));
        }
    }

    /** Rubin's layout, with tables for these time partitions. */
    public static ApdbSettings standard(int firstPartition, int lastPartition) {
        return new ApdbSettings(true, false, 64, 11, true, 30, 64, firstPartition, lastPartition);
    }

    /** The same for other time partitions. */
    public ApdbSettings within(int first, int last) {
        return new ApdbSettings(
                replica,
                replicaSkipsObjects,
                subChunks,
                pixelLevel,
                timeTables,
                timeDays,
                dedupParts,
                first,
                last);
    }

    String frozenJson() {
        ObjectNode json = JSON.createObjectNode();
        json.put("enable_replica", replica);
        json.putArray("ra_dec_columns").add("ra").add("dec");
        json.put("replica_skips_diaobjects", replicaSkipsObjects);
        json.put("replica_sub_chunk_count", subChunks);
        json.put("part_pixelization", "mq3c");
        json.put("part_pix_level", pixelLevel);
        json.put("time_partition_tables", timeTables);
        json.put("time_partition_days", timeDays);
        json.put("num_part_dedup", dedupParts);
        return json.toString();
    }

    String rangeJson() {
        return JSON.createObjectNode()
                .put("start", firstPartition)
                .put("end", lastPartition)
                .toString();
    }

    /** Whether DiaObject is written at all, and not to the replica only. */
    boolean storesObjects() {
        return !(replica && replicaSkipsObjects);
    }
}
