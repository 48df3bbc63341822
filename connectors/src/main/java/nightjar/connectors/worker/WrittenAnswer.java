// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.worker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.ImageWorkers.Summary;

/**
 * What a worker wrote, read as if it had just been asked to difference: for those who try what it
 * might write.
 */
public final class WrittenAnswer {

    /** The request that is answered. */
    public static final String ID = "7";

    private WrittenAnswer() {}

    /** The answer; a worker that wrote none is gone. */
    public static Outcome<Summary> read(byte[] stdout) throws InterruptedException {
        var conversation =
                new Conversation(new Gone(new Lines(new ByteArrayInputStream(stdout))), ID);
        return conversation
                .answer(Deadline.in(Duration.ofSeconds(10)))
                .map(Conversation.Answer::outcome)
                .orElseThrow()
                .then(SummaryJson::read);
    }

    /** One that says no more than this. */
    private record Gone(Lines lines) implements Peer {
        @Override
        public void send(JsonNode request) {}

        @Override
        public Optional<Message> next(Duration wait) {
            try {
                for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                    var message = line.flatMap(Message::of);
                    if (message.isPresent()) {
                        return message;
                    }
                }
                return Optional.of(new Message.Gone("it wrote no more"));
            } catch (IOException e) {
                return Optional.of(new Message.Nonsense("a line without end"));
            }
        }
    }
}
