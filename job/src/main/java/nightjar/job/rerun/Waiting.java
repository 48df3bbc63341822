// SPDX-License-Identifier: Apache-2.0
package nightjar.job.rerun;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightjar.model.Ended;
import nightjar.model.Loss;
import nightjar.model.Quarantined;
import nightjar.model.VisitDetector;

/** Waits until a part's visit-detectors have all ended, and tells of each. */
final class Waiting {

    private static final long WORD_EVERY_S = 60;

    private final Groups.Part part;
    private final Ends ends;
    private final RerunReport report;
    private final PrintStream out;
    private final Map<VisitDetector, Ended> open = new LinkedHashMap<>();

    Waiting(Groups.Part part, Ends ends, RerunReport report, PrintStream out) {
        this.part = part;
        this.ends = ends;
        this.report = report;
        this.out = out;
        part.entries().forEach(it -> open.put(it.key(), it));
    }

    /** Why nothing more is to be waited for, if so. */
    interface Trouble {
        Optional<String> now() throws InterruptedException;
    }

    /**
     * Waits.
     *
     * @return what came before the last end; what had not ended then is left, for that reason
     */
    Optional<String> until(Trouble trouble, Allowance allowance) throws InterruptedException {
        long told = allowance.taken().toSeconds();
        while (!open.isEmpty()) {
            var end = ends.next();
            end.ifPresent(this::ended);
            ends.refused().forEach(this::refused);
            var why = end.isPresent() ? Optional.<String>empty() : trouble.now();
            if (why.isPresent() && !open.isEmpty()) {
                out.println(report.trouble(why.get()));
                open.values().forEach(it -> out.println(report.leave(it, why.get())));
                return why;
            }
            if (allowance.taken().toSeconds() - told >= WORD_EVERY_S) {
                told = allowance.taken().toSeconds();
                out.println(progress(allowance));
            }
        }
        return Optional.empty();
    }

    private String progress(Allowance allowance) {
        int all = part.entries().size();
        return "%d of %d have ended; gives up in %s"
                .formatted(all - open.size(), all, allowance.left());
    }

    private void ended(Ended end) {
        var before = open.remove(end.key());
        if (before != null) {
            report.see(end);
            out.println(report.line(end, before));
        }
    }

    /** Of a wanted announcement no other end comes; a plan that cannot be told is a trouble. */
    private void refused(Quarantined quarantined) {
        var why = "in quarantine: " + quarantined.reason();
        var group = part.group(quarantined.topic(), quarantined.partition(), quarantined.offset());
        if (group.isEmpty()) {
            out.println(report.trouble(why));
            return;
        }
        var lost = Loss.failed(why);
        for (var it : List.copyOf(open.values())) {
            if (it.key().group().equals(group.get())) {
                ended(Ended.lost(it, "decode-visits", lost, quarantined.atMillis()));
            }
        }
    }
}
