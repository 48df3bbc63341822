// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import nightjar.model.Ended;
import nightjar.model.Received;
import nightjar.model.Stored;

/** One line of a recording. Instants are UTC milliseconds since 1970. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Entry.Heard.class, name = "heard"),
    @JsonSubTypes.Type(value = Entry.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = Entry.Told.class, name = "told"),
    @JsonSubTypes.Type(value = Entry.Ending.class, name = "ended"),
    @JsonSubTypes.Type(value = Entry.Closed.class, name = "closed")
})
sealed interface Entry {

    /** How a question was answered. */
    enum How {
        /** With a value. */
        DONE,
        /** With what was asked: it was done as it was wanted. */
        SAME,
        /** With a loss. */
        LOST,
        /** Not before whoever asked was interrupted. */
        NEVER
    }

    /**
     * An input arrived.
     *
     * @param what which input
     */
    record Heard(String what, long atMillis, Received record) implements Entry {}

    /**
     * A neighbour answered.
     *
     * @param key which question: port, method, and what tells it from others
     * @param by group and detector of whom it was about; empty when nobody says
     * @param said the value or the loss, as JSON; empty when it is none or lies in a blob
     * @param blob digest of the JSON when it is long
     * @param files digests of the files that came with it, by name; empty for one without its
     *     content: pixels
     */
    record Answered(
            String key,
            String by,
            long askedMillis,
            long answeredMillis,
            How how,
            String said,
            String blob,
            Map<String, String> files)
            implements Entry {
        public Answered {
            files = Map.copyOf(files);
        }

        long tookMillis() {
            return Math.max(0, answeredMillis - askedMillis);
        }
    }

    /**
     * A plan was announced.
     *
     * @param recorded whether it told the Butler something
     * @param alerts ids of their sources, in order
     */
    record Told(long atMillis, Stored plan, boolean recorded, List<Long> alerts) implements Entry {
        public Told {
            alerts = List.copyOf(alerts);
        }
    }

    /** A visit-detector ended. */
    record Ending(long atMillis, Ended end) implements Entry {}

    /**
     * The recorder was closed: what lacks this was broken off.
     *
     * @param entries lines before this
     * @param dropped what could not be kept in time
     */
    record Closed(long atMillis, long entries, long dropped) implements Entry {}
}
