// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Notices that no visit-detector ends though some are open, and tells it once, until one ends. */
final class Standstill {

    /**
     * Flink collects its figures when it is asked for them first; they are there a little later.
     */
    private static final Duration FIGURES = Duration.ofSeconds(5);

    /** Where the rest may be, for who is told of a standstill. */
    interface Witness {

        /** A line for each visit that is still open. */
        List<String> open(Map<String, JsonNode> ledger);

        /** Stage → visit-detectors in it; empty while unknown. */
        Map<String, Integer> stages();

        /** Where a person looks next, a line each. */
        List<String> whereToLook();
    }

    private final Duration patience;
    private final LongSupplier nanos;
    private final Witness witness;
    private long since;
    private int ended;
    private boolean told;

    Standstill(Duration patience, LongSupplier nanos, Witness witness) {
        this.patience = patience;
        this.nanos = nanos;
        this.witness = witness;
        this.since = nanos.getAsLong();
    }

    /** What is to be said now, mostly nothing. */
    List<String> news(Map<String, JsonNode> ledger, int expected) {
        long now = nanos.getAsLong();
        if (ledger.size() != ended) {
            ended = ledger.size();
            since = now;
            told = false;
        }
        var still = Duration.ofNanos(now - since);
        if (told || ended >= expected || still.compareTo(patience) < 0) {
            return List.of();
        }
        var stages = witness.stages();
        if (stages.isEmpty() && still.compareTo(patience.plus(FIGURES)) < 0) {
            return List.of();
        }
        told = true;
        return lines(still, ledger, expected, stages);
    }

    private List<String> lines(
            Duration still,
            Map<String, JsonNode> ledger,
            int expected,
            Map<String, Integer> stages) {
        var lines = new ArrayList<String>();
        lines.add(
                "Nothing has ended for "
                        + still.toSeconds()
                        + " s; "
                        + (expected - ledger.size())
                        + " of "
                        + expected
                        + " visit-detectors are open:");
        witness.open(ledger).forEach(line -> lines.add("  " + line));
        var busy = new ArrayList<String>();
        stages.forEach(
                (stage, count) -> {
                    if (count > 0) {
                        busy.add(count + " at " + stage);
                    }
                });
        lines.add(
                busy.isEmpty()
                        ? "  no stage is asking anybody anything: they wait for their images"
                        : "  in the job: " + String.join(", ", busy));
        witness.whereToLook().forEach(line -> lines.add("  " + line));
        return lines;
    }
}
