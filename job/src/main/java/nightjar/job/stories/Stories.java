// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import nightjar.job.LastWord;
import nightjar.job.ReportFile;
import nightjar.job.config.ConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays stories, and says of each whether its promise was kept. */
@Command(
        name = "./nightjar stories",
        mixinStandardHelpOptions = true,
        description = {
            "Plays a small night through the production job in JVMs of its own, with real Kafka and "
                    + "Cassandra, harms something at a named point, and compares ledger, read_committed alerts, "
                    + "rows and records with the same night undisturbed. Exit code 1 when a promise was broken.",
            "Recovery is counted from the harm to the first visit-detector that ends after it, and for "
                    + "the figures at the end until all tasks run again. A goal for it that is missed is told, "
                    + "and does not change the exit code."
        })
public final class Stories implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "which stories (default: all)")
    List<String> names = new ArrayList<>();

    @Option(
            names = {"--seed", "--seeds"},
            paramLabel = "A..B",
            description = "which nights (default ${DEFAULT-VALUE})",
            defaultValue = "1")
    String seeds = "1";

    @Option(names = "--list", description = "names the stories and what each proves")
    boolean list;

    @Mixin ReportFile json = new ReportFile();

    private final PrintStream out;

    Stories(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        return new CommandLine(new Stories(out))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler(
                        (failure, command, parsed) ->
                                LastWord.of(
                                        "nightjar stories",
                                        () -> {
                                            throw failure;
                                        },
                                        err))
                .execute(args);
    }

    @Override
    public Integer call() throws Exception {
        var chosen = Catalogue.named(names);
        var range = SeedRange.parse(seeds);
        if (list) {
            chosen.forEach(story -> out.printf("%-46s %s%n", story.name(), story.promise()));
            return 0;
        }
        json.require();
        var rows = new ArrayList<StoryRow>();
        for (long seed = range.first(); seed <= range.last(); seed++) {
            play(seed, chosen, rows);
        }
        Recovery.table(rows).forEach(out::println);
        var goals = Goals.of(rows);
        if (goals.total() > 0) {
            out.println(goals.line());
        }
        long passed = rows.stream().filter(StoryRow::passed).count();
        out.printf("%d of %d stories passed%n", passed, rows.size());
        return passed == rows.size() ? 0 : 1;
    }

    private void play(long seed, List<Story> chosen, List<StoryRow> rows) throws Exception {
        out.println("seed " + seed);
        try (var house = Playhouse.open(seed, line -> out.println("  " + line))) {
            out.println(StoryRow.head());
            for (var story : chosen) {
                var row = house.play(story);
                out.println(row.line());
                rows.add(row);
                write(rows);
            }
        }
    }

    /** After each story: what was found is not lost with what comes after it. */
    private void write(List<StoryRow> rows) throws IOException {
        var root = new ObjectMapper().createObjectNode();
        root.put("passed", rows.stream().allMatch(StoryRow::passed));
        var all = root.putArray("stories");
        rows.forEach(row -> row.json(all.addObject()));
        Goals.of(rows).json(root.putObject("recoveryGoals"));
        json.write(root);
    }

    /** From one seed to another, both included. */
    record SeedRange(long first, long last) {

        static SeedRange parse(String text) {
            var parts = text.split("\\.\\.", -1);
            try {
                long first = Long.parseLong(parts[0].strip());
                long last = parts.length == 1 ? first : Long.parseLong(parts[1].strip());
                if (parts.length <= 2 && first >= 0 && first <= last) {
                    return new SeedRange(first, last);
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
            throw new ConfigurationException(
                    "--seeds " + text + ": give one number, or two as in 1..4");
        }
    }
}
