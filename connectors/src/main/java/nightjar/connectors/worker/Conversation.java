// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;

/** One request to a worker and its answer. */
final class Conversation {

    /** What an answer says of the process that gave it. */
    enum End {
        ANSWERED,
        GONE,
        SPENT
    }

    /** The answer, and whether the worker may be asked again. */
    record Answer(Outcome<JsonNode> outcome, End end) {}

    private final Peer process;
    private final String id;
    private String lastSeen = "";

    Conversation(Peer process, String id) {
        this.process = process;
        this.id = id;
    }

    void begin(ObjectNode request) {
        send(request);
    }

    void cancel() {
        send(WorkerProcess.JSON.createObjectNode().put("id", id).put("op", "cancel"));
    }

    /** The answer, if it comes by the deadline. */
    Optional<Answer> answer(Deadline deadline) throws InterruptedException {
        while (true) {
            var message = process.next(deadline.left());
            if (message.isEmpty()) {
                return Optional.empty();
            }
            var answer = understand(message.get());
            if (answer.isPresent()) {
                return answer;
            }
        }
    }

    /** Where the worker was when last heard of, as the end of a sentence. */
    String lastSeen() {
        return lastSeen;
    }

    private Optional<Answer> understand(Message message) {
        if (message instanceof Message.Gone gone) {
            return broken("the image worker died" + lastSeen + " (" + gone.how() + ")", End.GONE);
        }
        if (message instanceof Message.Nonsense nonsense) {
            return broken("the image worker talks nonsense: " + nonsense.why(), End.SPENT);
        }
        return heard((Message.Said) message);
    }

    private Optional<Answer> heard(Message.Said said) {
        if (said.answersEarlierThan(id)) {
            // A cancel and an answer crossed: this is the rest of it.
            return Optional.empty();
        }
        if (!said.answers(id)) {
            return broken("the image worker answers what it was not asked", End.SPENT);
        }
        var line = said.line();
        return switch (said.status()) {
            case "progress" -> {
                lastSeen = " in " + line.path("stage").asText("?").replaceAll("\\s+", " ");
                yield Optional.empty();
            }
            case "done" ->
                    Optional.of(new Answer(Outcome.done(line.path("summary")), End.ANSWERED));
            case "failed" -> {
                var cause = line.path("cause").asText("INTERNAL");
                var loss = WorkerFailure.named(cause, line.path("detail").asText());
                // What is left of a process after that is not to be relied on.
                var end = cause.equals("OUT_OF_MEMORY") ? End.SPENT : End.ANSWERED;
                yield Optional.of(new Answer(Outcome.lost(loss), end));
            }
            default -> broken("the image worker has an unknown status", End.SPENT);
        };
    }

    private static Optional<Answer> broken(String why, End end) {
        return Optional.of(new Answer(Outcome.lost(WorkerFailure.broken(why)), end));
    }

    private void send(JsonNode line) {
        try {
            process.send(line);
        } catch (IOException e) {
            // The process is gone: its listener says so in the worker's stead.
        }
    }
}
