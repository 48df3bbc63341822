// SPDX-License-Identifier: Apache-2.0
package nightjar.job.poison;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Arrays;
import nightjar.connectors.http.Answer;
import nightjar.connectors.http.Http;
import nightjar.model.Outcome;

/**
 * Asks nobody when status and headers are as they should be, and the odd server when they are not:
 * a hundred thousand answers over a socket take their time.
 */
final class OddHttp extends Http {

    /** What the first byte of a message is when only its body is damaged. */
    static final byte PLAIN = -1;

    private final OddServer server;
    private byte[] message = {PLAIN};

    OddHttp(OddServer server) {
        this.server = server;
    }

    void say(byte[] next) {
        message = next;
        server.say(next);
    }

    @Override
    public Outcome<Answer> ask(
            String neighbour, HttpRequest request, Duration timeout, int mostBytes)
            throws InterruptedException {
        return message[0] == PLAIN
                ? Outcome.done(new Answer(200, Arrays.copyOfRange(message, 1, message.length)))
                : super.ask(neighbour, request, timeout, mostBytes);
    }
}
