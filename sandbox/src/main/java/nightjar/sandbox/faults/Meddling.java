// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.faults;

import java.time.Duration;
import java.util.function.UnaryOperator;

/** What a {@link Front} does to one answer. */
public sealed interface Meddling {

    /** Answers so at once, with an empty body; the server is not asked. */
    record Status(int status) implements Meddling {}

    /** Sends the head as it is and half of the body, then closes. */
    record CutShort() implements Meddling {}

    /** Lets the answer wait. */
    record Slow(Duration by) implements Meddling {}

    /** Sends the body with one bit turned, under the old head. */
    record BitTurned() implements Meddling {}

    /** Sends another value in a header that the answer has. */
    record Header(String name, String value) implements Meddling {}

    /** Sends another body, with its own length. */
    record Body(UnaryOperator<byte[]> other) implements Meddling {}

    /** Ends the connection by a reset; the server is not asked. */
    record Dropped() implements Meddling {}
}
