// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What comes from a worker process. */
sealed interface Message {

    /** What a line says; empty for a blank one. */
    static Optional<Message> of(String line) {
        if (line.isBlank()) {
            return Optional.empty();
        }
        try {
            var said = WorkerProcess.JSON.readTree(line);
            return Optional.of(
                    said.isObject() && said.has("status")
                            ? new Said(said)
                            : new Nonsense("a line without status"));
        } catch (JsonProcessingException e) {
            return Optional.of(new Nonsense("a line that is not JSON"));
        }
    }

    /** A line of the protocol. */
    record Said(JsonNode line) implements Message {
        String status() {
            return line.path("status").asText();
        }

        boolean answers(String id) {
            return line.path("id").asText().equals(id);
        }

        /** Ids are numbers that rise. */
        boolean answersEarlierThan(String id) {
            long answered = line.path("id").asLong(Long.MAX_VALUE);
            return answered > 0 && answered < Long.parseLong(id);
        }
    }

    /** A line that is not of the protocol; the process is of no use any more. */
    record Nonsense(String why) implements Message {}

    /** The process is gone. */
    record Gone(String how) implements Message {}
}
