// SPDX-License-Identifier: Apache-2.0
package nightjar.job.poison;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import nightjar.job.LastWord;
import nightjar.job.ReportFile;
import nightjar.job.config.ConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./nightjar poison}: what others might send, and what becomes of it. */
@Command(
        name = "./nightjar poison",
        mixinStandardHelpOptions = true,
        description =
                "Tries messages that are not as they should be on every decoder; each must be understood "
                        + "or refused with a reason. Exit code 1 when one is thrown at, takes more than a second, or "
                        + "asks for more than 64 MiB; the same seed always makes the same messages.")
public final class Poison implements Callable<Integer> {

    private static final int WELL = 0;
    private static final int FINDING = 1;

    @Option(
            names = "--seed",
            description = "of all dice (default ${DEFAULT-VALUE})",
            defaultValue = "1")
    long seed = 1;

    @Option(
            names = "--per-decoder",
            paramLabel = "N",
            description = "messages for each decoder (default ${DEFAULT-VALUE})",
            defaultValue = "100000")
    int perDecoder = 100_000;

    @Option(names = "--only", paramLabel = "DECODER", description = "one decoder, by its name")
    Optional<String> only = Optional.empty();

    @Option(names = "--at", paramLabel = "INDEX", description = "one message, by its number")
    Optional<Integer> at = Optional.empty();

    @Option(
            names = "--images",
            description = "try broken and odd images on an image worker instead")
    boolean images;

    @Option(names = "--job", description = "pour it onto the real job's topics instead")
    boolean job;

    @Option(
            names = "--messages",
            paramLabel = "N",
            description = "for each of the job's topics (default ${DEFAULT-VALUE})",
            defaultValue = "20000")
    int messages = 20_000;

    @Option(
            names = "--pairs",
            description = "loads without and with poison (default ${DEFAULT-VALUE})",
            defaultValue = "3")
    int pairs = 3;

    @Option(
            names = "--size",
            paramLabel = "PX",
            description = "their side (default ${DEFAULT-VALUE})",
            defaultValue = "256")
    int size = 256;

    @Mixin ReportFile json = new ReportFile();

    private final PrintStream out;
    private final PrintStream err;
    private final List<String> findings = new ArrayList<>();
    private final ObjectNode report = new ObjectMapper().createObjectNode();

    Poison(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        System.exit(run(System.out, System.err, args));
    }

    static int run(PrintStream out, PrintStream err, String... args) {
        return new CommandLine(new Poison(out, err)).execute(args);
    }

    @Override
    public Integer call() {
        return LastWord.ofFinder("nightjar poison", this::tried, err);
    }

    private int tried() throws Exception {
        json.require();
        if (perDecoder < 1) {
            throw new ConfigurationException("--per-decoder " + perDecoder + ": at least one");
        }
        if (job) {
            job();
        } else if (images) {
            images();
        } else {
            decoders();
        }
        findings.forEach(it -> out.println("finding: " + it));
        out.println(findings.isEmpty() ? "no finding" : findings.size() + " findings");
        report.put("seed", seed);
        findings.forEach(report.withArray("findings")::add);
        json.write(report);
        return findings.isEmpty() ? WELL : FINDING;
    }

    private void decoders() throws Exception {
        var scratch = Files.createTempDirectory("nightjar-poison");
        try (var server = OddServer.open()) {
            var all = Decoders.all(scratch, server);
            var chosen = chosen(all);
            out.printf(
                    Locale.ROOT,
                    "%-15s %9s %9s %7s %9s %9s %8s  %s%n",
                    "decoder",
                    "messages",
                    "accepted",
                    "thrown",
                    "worst ms",
                    "most MiB",
                    "kept MiB",
                    "refused");
            for (var decoder : chosen) {
                var figure = figure(decoder);
                out.println(row(figure));
                report.withArray("decoders").addPOJO(figure);
            }
        } finally {
            Folder.delete(scratch);
        }
    }

    private void job() throws Exception {
        var trial = new JobTrial(seed, messages, pairs, out::println);
        report.putPOJO("job", trial.run());
        findings.addAll(trial.findings());
    }

    private void images() throws Exception {
        var scratch = Files.createTempDirectory("nightjar-poison");
        try {
            var trial = new ImageTrial(scratch, out::println);
            trial.run(ImageKinds.of(seed, size));
            findings.addAll(trial.findings());
            trial.rows().forEach(report.withArray("images")::addPOJO);
        } finally {
            Folder.delete(scratch);
        }
    }

    private List<Decoder> chosen(List<Decoder> all) {
        if (only.isEmpty()) {
            return all;
        }
        var chosen = all.stream().filter(it -> it.name().equals(only.get())).toList();
        if (chosen.isEmpty()) {
            throw new ConfigurationException(
                    "--only "
                            + only.get()
                            + ": there are "
                            + all.stream().map(Decoder::name).collect(Collectors.joining(", ")));
        }
        return chosen;
    }

    private Figure figure(Decoder decoder) throws InterruptedException {
        var trial = new Trial(decoder, seed);
        int from = at.orElse(0);
        int to = at.isPresent() ? from + 1 : perDecoder;
        var figures = new ArrayList<Figure>();
        var thread = new Thread(() -> figures.add(trial.run(from, to)), "poison-" + decoder.name());
        thread.setDaemon(true);
        thread.start();
        while (!joined(thread) && !trial.hangs()) {}
        findings.addAll(trial.findings());
        if (figures.isEmpty()) {
            findings.forEach(it -> out.println("finding: " + it));
            throw new IllegalStateException(decoder.name() + " hangs; what follows was not tried");
        }
        return figures.get(0);
    }

    private static boolean joined(Thread thread) throws InterruptedException {
        thread.join(1000);
        return !thread.isAlive();
    }

    private static String row(Figure f) {
        return String.format(
                Locale.ROOT,
                "%-15s %9d %9d %7d %9.1f %9.2f %8.1f  %s",
                f.decoder(),
                f.messages(),
                f.accepted(),
                f.thrown(),
                f.worstMs(),
                f.mostMiB(),
                f.keptMiB(),
                f.refused());
    }
}
