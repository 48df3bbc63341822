// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.ZipFile;
import nightjar.job.LastWord;
import nightjar.job.config.ConfigChoice;
import nightjar.job.config.NightjarConfig;
import nightjar.model.Ended;
import nightjar.model.Outcome;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./nightjar why VISIT|GROUP DETECTOR}: one page about one visit-detector. */
@Command(
        name = "./nightjar why",
        mixinStandardHelpOptions = true,
        description = {
            "Tells on one page what became of a visit-detector, from ledger, claim, plan and APDB.",
            "It exits with 0: found, 1: nobody knows of it, 2: could not be asked."
        })
public final class Why implements Callable<Integer> {

    private static final int FOUND = 0;
    private static final int UNKNOWN = 1;
    private static final int CANNOT_BE_ASKED = 2;

    private final PrintStream out;
    private final PrintStream err;

    @Mixin ConfigChoice which = new ConfigChoice();

    @Parameters(index = "0", paramLabel = "VISIT|GROUP", description = "the visit's id, or a group")
    String visitOrGroup = "";

    @Parameters(index = "1", paramLabel = "DETECTOR", description = "the detector's number")
    int detector;

    Why(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        System.exit(run(System.out, System.err, args));
    }

    static int run(PrintStream out, PrintStream err, String... args) {
        return new CommandLine(new Why(out, err)).execute(args);
    }

    @Override
    public Integer call() {
        return LastWord.ofFinder("nightjar why", () -> answered(which.load()), err);
    }

    private int answered(NightjarConfig config) {
        try (var witness = Witness.open(config)) {
            var asked = visit().flatMap(it -> claim(it, witness));
            var entry = entry(witness, asked);
            var claim =
                    asked.or(
                            () ->
                                    entry.map(Ended::visit)
                                            .filter(visit -> visit != 0)
                                            .flatMap(visit -> claim(visit, witness)));
            if (entry.isEmpty() && claim.isEmpty()) {
                out.println(
                        "nobody knows of "
                                + visitOrGroup
                                + " detector "
                                + detector
                                + ": no entry in the ledger, no claim");
                return UNKNOWN;
            }
            page(entry, claim, witness).forEach(out::println);
            return FOUND;
        } catch (Unanswered e) {
            err.println("nightjar why: " + e.getMessage());
            return CANNOT_BE_ASKED;
        }
    }

    private Optional<ClaimSeen> claim(long visit, Witness witness) {
        return witness.claim(new Numbered(visit, detector));
    }

    /** The visit that was asked for; none when it was a group. */
    private Optional<Long> visit() {
        return visitOrGroup.matches("[0-9]{13}")
                ? Optional.of(Long.valueOf(visitOrGroup))
                : Optional.empty();
    }

    /** Several when a test's announcement used the numbers of an earlier one: the newest. */
    private Optional<Ended> entry(Witness witness, Optional<ClaimSeen> claim) {
        return witness
                .ledger(visit().map(it -> new Scope(it, it)).orElse(Scope.ALL), claim)
                .stream()
                .filter(it -> it.key().detector() == detector)
                .filter(
                        it ->
                                visit().map(visit -> visit == it.visit())
                                        .orElseGet(() -> it.key().group().equals(visitOrGroup)))
                .max(Comparator.comparingLong(Ended::endedMillis));
    }

    private List<String> page(Optional<Ended> entry, Optional<ClaimSeen> claim, Witness witness) {
        var plan = claim.map(witness::plan);
        var stored = plan.flatMap(Outcome::asValue).map(witness::stored);
        var candidates =
                plan.flatMap(Outcome::asValue)
                        .flatMap(PlanFacts::product)
                        .map(product -> witness.product(product, Why::candidates));
        return new WhyPage(visitOrGroup, detector, entry, claim, plan, stored, candidates).lines();
    }

    /** How many DIASource candidates the image worker found; a count, never a position. */
    private static int candidates(ZipFile product) throws IOException {
        var summary = product.getEntry("summary.json");
        if (summary == null) {
            throw new IOException("it has no summary.json");
        }
        try (var in = product.getInputStream(summary)) {
            var count = new ObjectMapper().readTree(in).path("nDiaSources");
            if (!count.isInt()) {
                throw new IOException("its summary.json tells no nDiaSources");
            }
            return count.asInt();
        }
    }
}
