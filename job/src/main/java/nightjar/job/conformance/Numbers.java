// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import nightjar.model.catalog.Columns;

/** Numbers of vector files. */
final class Numbers {

    private Numbers() {}

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static List<Long> longs(JsonNode array) {
        return list(array).stream().map(JsonNode::asLong).toList();
    }

    /** A row of these columns; what is null or absent in the file is absent in the row. */
    static Columns row(JsonNode node, String id, List<String> columns) {
        var row = Columns.EMPTY.with(id, node.path(id).asLong());
        for (var name : columns) {
            var value = node.path(name);
            if (value.isNumber()) {
                row = row.with(name, value.asDouble());
            }
        }
        return row;
    }
}
