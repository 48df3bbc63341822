// SPDX-License-Identifier: Apache-2.0
package nightjar.job.rerun;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import nightjar.model.Ended;
import nightjar.model.Ending;
import nightjar.model.Quarantined;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.util.Collector;

/** The ends of one run, as the job in this JVM comes to them. */
final class Ends implements AutoCloseable {

    private static final Map<String, Ends> HEARD = new ConcurrentHashMap<>();

    private final String run;
    private final BlockingQueue<Ended> ends = new LinkedBlockingQueue<>();
    private final BlockingQueue<Quarantined> refused = new LinkedBlockingQueue<>();

    private Ends(String run) {
        this.run = run;
    }

    static Ends of(String run) {
        var ends = new Ends(run);
        HEARD.put(run, ends);
        return ends;
    }

    /** The next end; empty when none comes within a second. After a restart one may come again. */
    Optional<Ended> next() throws InterruptedException {
        return Optional.ofNullable(ends.poll(1, TimeUnit.SECONDS));
    }

    /** What was put into quarantine since this was last asked. */
    List<Quarantined> refused() {
        var some = new ArrayList<Quarantined>();
        refused.drainTo(some);
        return some;
    }

    @Override
    public void close() {
        HEARD.remove(run);
    }

    /**
     * Tells of each end, and makes it an entry of the night's ledger: announced when the night
     * announced it, and marked as a rerun's. That another lineage owns a visit-detector is no entry
     * of the rerun's: the owner tells how it ended.
     *
     * @param run whose ends they are
     * @param lineage the rerun's
     * @param announcedMillis visit-detector → when it was announced in the night
     */
    record Telling(String run, String lineage, Map<String, Long> announcedMillis)
            implements FlatMapFunction<Ended, Ended> {

        Telling {
            announcedMillis = Map.copyOf(announcedMillis);
        }

        @Override
        public void flatMap(Ended ended, Collector<Ended> out) {
            var known = announcedMillis.getOrDefault(ended.key().toString(), 0L);
            var entry =
                    ended.announcedAt(known > 0 ? known : ended.announcedMillis()).rerunBy(lineage);
            if (!isAnothers(entry)) {
                out.collect(entry);
            }
            Optional.ofNullable(HEARD.get(run)).ifPresent(heard -> heard.ends.add(entry));
        }
    }

    /** Tells of what is put into quarantine: no end comes of an announcement that is. */
    record Refusals(String run) implements MapFunction<Quarantined, Quarantined> {

        @Override
        public Quarantined map(Quarantined quarantined) {
            Optional.ofNullable(HEARD.get(run)).ifPresent(heard -> heard.refused.add(quarantined));
            return quarantined;
        }
    }

    static boolean isAnothers(Ended entry) {
        return entry.ending() == Ending.REJECTED && entry.why().startsWith("owned by ");
    }
}
