// SPDX-License-Identifier: Apache-2.0
package nightjar.job.poison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import nightjar.job.bench.PoisonedStream;
import nightjar.job.bench.PoisonedStream.Pair;
import nightjar.job.bench.PoisonedStream.Result;

/** Poison through the real job, and what is to be said of it. */
final class JobTrial {

    private static final int VISITS = 4;
    private static final int EVERY_S = 6;
    private static final double MOST_KEPT_MIB = 200;

    private final PoisonedStream stream;
    private final Consumer<String> say;
    private final List<String> findings = new ArrayList<>();

    JobTrial(long seed, int messages, int pairs, Consumer<String> say) {
        this.say = say;
        stream = new PoisonedStream(new PoisonFlood(seed), messages, pairs, VISITS, EVERY_S, say);
    }

    List<String> findings() {
        return List.copyOf(findings);
    }

    Result run() throws Exception {
        var result = stream.run();
        say.accept("understood and refused: " + result.understood());
        say.accept(
                "in quarantine: %d of %d refused records, %d of them twice, %d more; %d keys of no camera"
                        .formatted(
                                result.refused() - result.notQuarantined(),
                                result.refused(),
                                result.twice(),
                                result.unexpected(),
                                result.objects()));
        say.accept(
                String.format(
                        Locale.ROOT,
                        "restarts %d, heap kept %.0f MiB, median p99 without poison %.0f ms, with %.0f ms (%+.1f %%; goal 5 %%)",
                        result.restarts(),
                        result.keptMiB(),
                        median(result.pairs(), Pair::cleanP99Ms),
                        median(result.pairs(), Pair::poisonedP99Ms),
                        100
                                * (median(result.pairs(), Pair::poisonedP99Ms)
                                                / median(result.pairs(), Pair::cleanP99Ms)
                                        - 1)));
        judge(result);
        return result;
    }

    /** Time is told, not judged: the machine may be busy with others. */
    private void judge(Result result) {
        must(result.restarts() == 0, "the job restarted " + result.restarts() + " times");
        must(result.notQuarantined() == 0, result.notQuarantined() + " bad records are nowhere");
        must(result.twice() == 0, result.twice() + " bad records are in quarantine twice");
        must(
                result.unexpected() == 0,
                result.unexpected() + " understood records are in quarantine");
        int missing = result.pairs().stream().mapToInt(Pair::missing).sum();
        must(missing == 0, missing + " good visit-detectors have no alerts");
        must(
                result.keptMiB() < MOST_KEPT_MIB,
                "the heap grew by %.0f MiB".formatted(result.keptMiB()));
    }

    private void must(boolean holds, String otherwise) {
        if (!holds) {
            findings.add(otherwise);
        }
    }

    private static double median(List<Pair> pairs, ToDoubleFunction<Pair> of) {
        var sorted = pairs.stream().mapToDouble(of).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
