// SPDX-License-Identifier: Apache-2.0
package nightjar.job.transactions;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import nightjar.connectors.kafka.Delivery;
import nightjar.connectors.kafka.OpenTransactions;
import nightjar.connectors.kafka.OpenTransactions.Open;
import nightjar.job.LastWord;
import nightjar.job.config.ConfigChoice;
import nightjar.job.config.ConfigurationException;
import nightjar.job.config.NightjarConfig;
import nightjar.job.doors.Places;
import nightjar.model.Outcome;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./nightjar abort-transactions}: lets readers go on who wait for a job that is gone. */
@Command(
        name = "./nightjar abort-transactions",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Readers of committed alerts wait at the first transaction that is open. When a job is "
                    + "gone for good, its last transactions stay open until alerts.transactionTimeout; this "
                    + "ends them at once. What they hold is never seen: send it with ./nightjar audit --emit.",
            "A job that runs begins a new transaction with every checkpoint, so its own are younger "
                    + "than --older-than, unless its checkpoints fail: look first whether it runs.",
            "It exits with 0: none is left, 1: some are left, 2: could not be asked."
        })
public final class AbortTransactions implements Callable<Integer> {

    private static final int NONE_LEFT = 0;
    private static final int SOME_LEFT = 1;
    private static final int CANNOT_BE_ASKED = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PrintStream out;
    private final PrintStream err;

    @Mixin ConfigChoice which = new ConfigChoice();

    @Option(
            names = "--lineage",
            paramLabel = "NAME",
            description = "whose (default: the configuration's)")
    Optional<String> lineage = Optional.empty();

    @Option(
            names = "--older-than",
            paramLabel = "S",
            defaultValue = "60",
            description = "seconds that one must have been open (default ${DEFAULT-VALUE})")
    long olderThanS;

    @Option(names = "--dry-run", description = "tell what is open, and leave it so")
    boolean dryRun;

    AbortTransactions(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        System.exit(run(System.out, System.err, args));
    }

    static int run(PrintStream out, PrintStream err, String... args) {
        return new CommandLine(new AbortTransactions(out, err)).execute(args);
    }

    @Override
    public Integer call() {
        return LastWord.ofFinder("nightjar abort-transactions", () -> abort(which.load()), err);
    }

    private int abort(NightjarConfig config) throws InterruptedException {
        if (olderThanS < 0) {
            throw new ConfigurationException("--older-than " + olderThanS + ": seconds, 0 or more");
        }
        var name = lineage.orElse(config.lineage());
        var prefix = prefix(config, name);
        try (var transactions =
                OpenTransactions.at(Places.kafka(config.kafka().alerts()), PATIENCE)) {
            var open = transactions.of(prefix);
            if (!open.isDone()) {
                return refused(open);
            }
            var all = open.asValue().orElse(List.of());
            if (all.isEmpty()) {
                out.println("lineage " + name + " has no open transaction");
                return NONE_LEFT;
            }
            int left = 0;
            for (var one : all) {
                left += isEnded(transactions, one) ? 0 : 1;
            }
            return left == 0 ? NONE_LEFT : SOME_LEFT;
        }
    }

    /** How the transactional ids begin under which a lineage writes alerts. */
    public static String prefix(NightjarConfig config, String lineage) {
        return Delivery.exactlyOnce(lineage, "alerts", config.alerts().transactionTimeout())
                        .transactionalIdPrefix()
                + "-";
    }

    private boolean isEnded(OpenTransactions transactions, Open one) throws InterruptedException {
        var age = Duration.between(one.begun(), Instant.now()).toSeconds();
        var what = "%s, open for %d s on %s".formatted(one.id(), age, one.topics());
        if (age < olderThanS) {
            out.println(what + ": left, a job that runs may be writing it");
            return false;
        }
        if (dryRun) {
            out.println(what + ": would be aborted");
            return false;
        }
        var aborted = transactions.abort(one);
        out.println(what + aborted.fold(it -> ": aborted", loss -> ": left, " + loss.why()));
        return aborted.isDone();
    }

    private int refused(Outcome<?> asked) {
        err.println(
                "nightjar abort-transactions: "
                        + asked.asLoss().map(it -> it.why()).orElse("no answer"));
        return CANNOT_BE_ASKED;
    }
}
