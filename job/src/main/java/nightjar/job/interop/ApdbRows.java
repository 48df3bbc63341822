// SPDX-License-Identifier: Apache-2.0
package nightjar.job.interop;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nightjar.connectors.apdb.CassandraApdb;
import nightjar.connectors.apdb.CassandraSessions;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Apdb;
import nightjar.model.port.Deadline;

/**
 * Has nightjar's own APDB client read a region, and perhaps write what it read into another APDB.
 * Reads {@code {"at":host:port,"datacenter":…,"keyspace":…,"corners":[8 degrees],"mjdTai":…,
 * "into":keyspace or ""}} from standard input; writes {@code {"DiaObject":[rows],"DiaSource":…,
 * "DiaForcedSource":…}}, or {@code {"lost":why}}.
 */
public final class ApdbRows {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private ApdbRows() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var wish = JSON.readTree(System.in);
        var source = wish.path("keyspace").asText();
        var target = wish.path("into").asText();
        try (var session =
                CassandraSessions.open(
                        List.of(wish.path("at").asText()),
                        wish.path("datacenter").asText(),
                        target.isEmpty() ? List.of(source) : List.of(source, target))) {
            var read = prior(CassandraApdb.connect(session, source, ConsistencyLevel.ONE), wish);
            if (!target.isEmpty()) {
                var into = CassandraApdb.connect(session, target, ConsistencyLevel.ONE);
                System.out.println(read.fold(rows -> copied(into, rows, wish), ApdbRows::lost));
            } else {
                System.out.println(read.fold(ApdbRows::told, ApdbRows::lost));
            }
        }
    }

    private static Outcome<Apdb.Prior> prior(Apdb apdb, JsonNode wish) throws InterruptedException {
        var corners = new ArrayList<Double>();
        wish.path("corners").forEach(corner -> corners.add(corner.asDouble()));
        return apdb.prior(corners, 0, wish.path("mjdTai").asDouble(), Deadline.in(PATIENCE));
    }

    /** All rows as those of one visit-detector: only the first source's is then told as stored. */
    private static ObjectNode copied(Apdb into, Apdb.Prior rows, JsonNode wish) {
        var first = rows.diaSources().get(0);
        var all =
                new Apdb.Rows(
                        first.whole("visit", 0),
                        (int) first.whole("detector", 0),
                        wish.path("mjdTai").asDouble(),
                        rows.diaObjects(),
                        rows.diaSources(),
                        rows.diaForcedSources());
        try {
            return into.write(all, Deadline.in(PATIENCE)).fold(it -> told(rows), ApdbRows::lost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode told(Apdb.Prior rows) {
        var told = JSON.createObjectNode();
        told.set("DiaObject", rows(rows.diaObjects()));
        told.set("DiaSource", rows(rows.diaSources()));
        told.set("DiaForcedSource", rows(rows.diaForcedSources()));
        return told;
    }

    private static ArrayNode rows(List<Columns> rows) {
        var array = JSON.createArrayNode();
        rows.forEach(row -> array.add(JSON.valueToTree(row.values())));
        return array;
    }

    private static ObjectNode lost(Loss loss) {
        return JSON.createObjectNode().put("lost", loss.why());
    }
}
