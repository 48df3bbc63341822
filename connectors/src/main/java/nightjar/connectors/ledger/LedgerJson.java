// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import nightjar.model.Cause;
import nightjar.model.Ended;
import nightjar.model.Ending;
import nightjar.model.Quarantined;
import nightjar.model.VisitDetector;

/** The ledger's and the quarantine's JSON, written and read. */
public final class LedgerJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private LedgerJson() {}

    static byte[] key(Ended ended) {
        return ended.key().toString().getBytes(UTF_8);
    }

    static byte[] key(Quarantined input) {
        return (input.topic() + "/" + input.partition() + "/" + input.offset()).getBytes(UTF_8);
    }

    /** What most entries have nothing to tell of is left out of them. */
    static byte[] write(Ended ended) {
        var entry =
                JSON.createObjectNode()
                        .put("instrument", ended.key().instrument())
                        .put("group", ended.key().group())
                        .put("detector", ended.key().detector())
                        .put("visit", ended.visit())
                        .put("ending", ended.ending().name())
                        .put("cause", ended.cause().name())
                        .put("stage", ended.stage())
                        .put("why", ended.why())
                        .put("alerts", ended.alerts())
                        .put("announcedMillis", ended.announcedMillis())
                        .put("arrivedMillis", ended.arrivedMillis())
                        .put("readoutEndMillis", ended.readoutEndMillis())
                        .put("endedMillis", ended.endedMillis());
        if (!ended.orderGivenUp().isEmpty()) {
            entry.put("orderGivenUp", ended.orderGivenUp());
        }
        if (!ended.rerunBy().isEmpty()) {
            entry.put("rerunBy", ended.rerunBy());
        }
        return bytes(entry);
    }

    static byte[] write(Quarantined input) {
        return bytes(
                JSON.createObjectNode()
                        .put("topic", input.topic())
                        .put("partition", input.partition())
                        .put("offset", input.offset())
                        .put("reason", input.reason())
                        .put("sha256", input.sha256())
                        .put("body", Base64.getEncoder().encodeToString(input.body()))
                        .put("atMillis", input.atMillis()));
    }

    /** An entry of the ledger; empty when these bytes are none. */
    public static Optional<Ended> readEnded(byte[] value) {
        try {
            return Optional.of(ended(JSON.readTree(value)));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Ended ended(JsonNode entry) {
        return new Ended(
                new VisitDetector(
                        entry.path("instrument").asText(),
                        entry.path("group").asText(),
                        entry.path("detector").asInt(-1)),
                entry.path("visit").asLong(),
                Ending.valueOf(entry.path("ending").asText()),
                Cause.valueOf(entry.path("cause").asText()),
                entry.path("stage").asText(),
                entry.path("why").asText(),
                entry.path("alerts").asInt(),
                entry.path("announcedMillis").asLong(),
                entry.path("arrivedMillis").asLong(),
                entry.path("readoutEndMillis").asLong(),
                entry.path("endedMillis").asLong(),
                entry.path("orderGivenUp").asText(""),
                entry.path("rerunBy").asText(""));
    }

    /** A quarantined input; empty when these bytes are none. */
    public static Optional<Quarantined> readQuarantined(byte[] value) {
        try {
            var entry = JSON.readTree(value);
            return entry.path("topic").isTextual()
                    ? Optional.of(quarantined(entry))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Quarantined quarantined(JsonNode entry) {
        return new Quarantined(
                entry.path("topic").asText(),
                entry.path("partition").asInt(-1),
                entry.path("offset").asLong(-1),
                entry.path("reason").asText(),
                entry.path("sha256").asText(),
                Base64.getDecoder().decode(entry.path("body").asText()),
                entry.path("atMillis").asLong());
    }

    private static byte[] bytes(JsonNode entry) {
        return entry.toString().getBytes(UTF_8);
    }
}
