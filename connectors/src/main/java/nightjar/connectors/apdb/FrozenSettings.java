// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An APDB's settings as its metadata table tells them (lsst/dax_apdb, the frozen configuration).
 * Read to the letter: a layout that is guessed puts rows where nobody looks for them. A setting
 * that is not told is dax_apdb's default.
 */
final class FrozenSettings {

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

    /** Pixels finer than this are no partitions any more: a detector would have a billion. */
    private static final int FINEST_LEVEL = 20;

    private final JsonNode json;

    private FrozenSettings(JsonNode json) {
        this.json = json;
    }

    /** Whether the metadata tell all; otherwise the making of the APDB was broken off. */
    static boolean areWhole(Map<String, String> metadata) {
        return metadata.containsKey(FROZEN_KEY)
                && (metadata.containsKey(RANGE_KEY) || !tellOfTimeTables(metadata));
    }

    private static boolean tellOfTimeTables(Map<String, String> metadata) {
        return metadata.getOrDefault(FROZEN_KEY, "")
                .replaceAll("\\s", "")
                .contains("\"time_partition_tables\":true");
    }

    /** Throws {@link IncompatibleApdbException} where it does not understand. */
    static ApdbSettings of(Map<String, String> metadata) {
        var frozen = new FrozenSettings(object(metadata, FROZEN_KEY));
        frozen.requireUnderstood();
        boolean timeTables = frozen.flag("time_partition_tables");
        int first = 0;
        int last = 0;
        if (timeTables) {
            var range = new FrozenSettings(object(metadata, RANGE_KEY));
            first = range.whole("start", Integer.MIN_VALUE, 0, Integer.MAX_VALUE);
            last = range.whole("end", Integer.MIN_VALUE, first, Integer.MAX_VALUE);
        }
        return new ApdbSettings(
                frozen.flag("enable_replica"),
                frozen.flag("replica_skips_diaobjects"),
                frozen.whole("replica_sub_chunk_count", 64, 1, 1_000_000),
                frozen.whole("part_pix_level", 11, 0, FINEST_LEVEL),
                timeTables,
                frozen.whole("time_partition_days", 30, 1, 100_000),
                frozen.whole("num_part_dedup", 64, 1, Short.MAX_VALUE),
                first,
                last);
    }

    private static JsonNode object(Map<String, String> metadata, String key) {
        String text = metadata.get(key);
        require(text != null, "its metadata lack " + key + ", which tells how it is laid out");
        try {
            JsonNode read = JSON.readTree(text);
            require(read.isObject(), "its metadata's " + key + " is no JSON object");
            return read;
        } catch (JsonProcessingException e) {
            throw new IncompatibleApdbException(
                    "its metadata's " + key + " is not JSON: " + e.getOriginalMessage());
        }
    }

    private void requireUnderstood() {
        List<String> unknown = new ArrayList<>();
        json.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(KNOWN);
        require(unknown.isEmpty(), "it has settings that nightjar does not know: " + unknown);
        String pixels = json.path("part_pixelization").asText("mq3c");
        require(pixels.equals("mq3c"), "its pixels are " + pixels + ", not mq3c");
        String position = json.path("ra_dec_columns").toString();
        require(
                position.isEmpty() || position.equals("[\"ra\",\"dec\"]"),
                "its position columns are " + position + ", not ra and dec");
    }

    private boolean flag(String name) {
        JsonNode value = json.path(name);
        require(
                value.isMissingNode() || value.isBoolean(),
                "its " + name + " is " + value + ", neither true nor false");
        return value.asBoolean(false);
    }

    private int whole(String name, int otherwise, int least, int most) {
        JsonNode value = json.path(name);
        int read = value.asInt(otherwise);
        require(
                (value.isMissingNode() && otherwise >= least)
                        || (value.isIntegralNumber()
                                && value.canConvertToInt()
                                && read >= least
                                && read <= most),
                value.isMissingNode()
                        ? "its " + name + " is not told"
                        : "its " + name + " is " + value + ", no whole number from " + least);
        return read;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IncompatibleApdbException(message);
        }
    }
}
