// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Makes Sattle's answers wrong, each in another way, one after the other; then leaves them as they
 * are, but for one detector of the last visit, whose lists lack their first id.
 */
final class WrongLists implements UnaryOperator<byte[]> {

    private static final int SHORTENED = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final LastVisit VICTIM = new LastVisit(SHORTENED);

    /** An id that was not allowed costs its alert, as if it were a satellite's. */
    static final Allowance FEWER =
            VICTIM.mayLose(
                    "sources of detector %d of the last visit that the list does not name"
                            .formatted(SHORTENED));

    private interface Wrong {
        void make(ObjectNode answer);
    }

    private static final List<Wrong> WAYS =
            List.of(
                    answer -> answer.put("visit_id", answer.path("visit_id").asLong() + 1),
                    answer -> answer.put("detector_id", "4"),
                    answer -> answer.remove("allow_list"),
                    answer -> answer.putNull("allow_list"),
                    answer -> answer.put("allow_list", "all"),
                    answer -> answer.withArrayProperty("allow_list").add("7"),
                    answer -> answer.withArrayProperty("allow_list").add(1.5),
                    answer -> answer.withArrayProperty("allow_list").addNull(),
                    answer -> answer.withArrayProperty("allow_list").addArray().add(7),
                    // What was not asked about is not taken; the rest is as it should be.
                    answer -> answer.withArrayProperty("allow_list").add(7).add(Long.MAX_VALUE));

    private final long lastVisit;
    private final AtomicInteger told = new AtomicInteger();

    WrongLists(long lastVisit) {
        this.lastVisit = lastVisit;
    }

    /** Whether each way has been tried. */
    boolean isExhausted() {
        return told.get() > WAYS.size();
    }

    @Override
    public byte[] apply(byte[] body) {
        int way = told.getAndIncrement();
        if (way == WAYS.size()) {
            return Arrays.copyOf(body, body.length - 2); // no JSON
        }
        try {
            var read = JSON.readTree(body);
            if (!(read instanceof ObjectNode answer) || !answer.has("allow_list")) {
                return body;
            }
            if (way < WAYS.size()) {
                WAYS.get(way).make(answer);
            } else {
                shorten(answer);
            }
            return answer.toString().getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            return body;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void shorten(ObjectNode answer) {
        boolean meant =
                answer.path("visit_id").asLong() == lastVisit
                        && answer.path("detector_id").asInt() == SHORTENED;
        if (meant && answer.path("allow_list") instanceof ArrayNode list && !list.isEmpty()) {
            list.remove(0);
        }
    }
}
