// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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

    static final String FROZEN_KEY = "config:apdb-cassandra.json";
    static final String RANGE_KEY = "config:time-partition-range.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> KNOWN =
            Set.of(
                    "enable_replica",
                    "ra_dec_columns",
                    "replica_skips_diaobjects",
                    "replica_sub_chunk_count",
                    "part_pixelization",
                    "part_pix_level",
                    "time_partition_tables",
                    "time_partition_days",
                    "num_part_dedup");

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

    /** Reads what the metadata table says; what it does not say is dax_apdb's default. */
    static ApdbSettings parse(String frozen, String range) {
        try {
            JsonNode json = JSON.readTree(frozen);
            List<String> unknown = new ArrayList<>();
            json.fieldNames().forEachRemaining(unknown::add);
            unknown.removeAll(KNOWN);
            require(unknown.isEmpty(), "it has settings that nightjar does not know: " + unknown);
            String pixels = json.path("part_pixelization").asText("mq3c");
            require(pixels.equals("mq3c"), "its pixels are " + pixels + ", not mq3c");
            String position = json.path("ra_dec_columns").toString();
            require(
                    position.isEmpty() || position.equals("[\"ra\",\"dec\"]"),
                    "its position columns are " + position);
            JsonNode partitions = JSON.readTree(range);
            return new ApdbSettings(
                    json.path("enable_replica").asBoolean(false),
                    json.path("replica_skips_diaobjects").asBoolean(false),
                    json.path("replica_sub_chunk_count").asInt(64),
                    json.path("part_pix_level").asInt(11),
                    json.path("time_partition_tables").asBoolean(false),
                    json.path("time_partition_days").asInt(30),
                    json.path("num_part_dedup").asInt(64),
                    partitions.path("start").asInt(0),
                    partitions.path("end").asInt(Integer.MAX_VALUE));
        } catch (JsonProcessingException e) {
            throw new IncompatibleApdbException(
                    "its metadata are not JSON: " + e.getOriginalMessage());
        }
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

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IncompatibleApdbException(message);
        }
    }
}
