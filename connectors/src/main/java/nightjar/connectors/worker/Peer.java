// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.worker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Whoever speaks the worker protocol. */
interface Peer {

    void send(JsonNode request) throws IOException;

    /** The next message, if one comes in time. */
    Optional<Message> next(Duration wait) throws InterruptedException;
}
