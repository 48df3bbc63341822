// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Makes Sattle's answers wrong, each in another way, one after the other; then leaves them as they
 * are. One detector of the last visit is told lists that are right but for one source, which Sattle
 * clears and they never name.
 */
final class WrongLists implements UnaryOperator<byte[]> {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whose lists are shortened. */
    static final LastVisit VICTIM = new LastVisit(2);

    /** An id that was not allowed costs its alert, as if it were a satellite's. */
    static final Allowance FEWER =
            VICTIM.mayLackOne(
                    "the one source of detector %d of the last visit that the lists do not name"
                            .formatted(VICTIM.detector()));

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
    private final long withheld;
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicInteger shortened = new AtomicInteger();

    WrongLists(long lastVisit, long withheld) {
        this.lastVisit = lastVisit;
        this.withheld = withheld;
    }

    /** Whether each way has been tried. */
    boolean isExhausted() {
        return told.get() > WAYS.size();
    }

    /** Whether a list was told that would have named the source. */
    boolean hasWithheld() {
        return shortened.get() > 0;
    }

    @Override
    public byte[] apply(byte[] body) {
        try {
            var read = JSON.readTree(body);
            return read instanceof ObjectNode answer && answer.has("allow_list")
                    ? wrong(answer, body)
                    : body;
        } catch (JsonProcessingException e) {
            return body;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] wrong(ObjectNode answer, byte[] body) {
        if (isVictims(answer)) {
            withhold(answer.path("allow_list"));
        } else {
            int way = told.getAndIncrement();
            if (way == WAYS.size()) {
                return Arrays.copyOf(body, body.length - 2); // no JSON
            }
            if (way < WAYS.size()) {
                WAYS.get(way).make(answer);
            }
        }
        return answer.toString().getBytes(StandardCharsets.UTF_8);
    }

    private boolean isVictims(ObjectNode answer) {
        return answer.path("visit_id").asLong() == lastVisit
                && answer.path("detector_id").asInt() == VICTIM.detector();
    }

    private void withhold(JsonNode list) {
        for (var ids = list.elements(); ids.hasNext(); ) {
            if (ids.next().asLong() == withheld) {
                ids.remove();
                shortened.incrementAndGet();
            }
        }
    }
}
