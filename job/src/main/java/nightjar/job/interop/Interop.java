// SPDX-License-Identifier: Apache-2.0
package nightjar.job.interop;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import nightjar.job.LastWord;
import nightjar.job.ReportFile;
import nightjar.job.config.ConfigurationException;
import nightjar.job.demo.Demo;
import nightjar.job.demo.Encore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Plays a small night through the real job among real neighbours, then lets the neighbours' own
 * Python clients (sandbox/interop) read what it left and write what it reads.
 */
@Command(
        name = "./nightjar interop",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description =
                "Plays a small night; then the neighbours' own Python clients read what nightjar "
                        + "wrote and write what nightjar reads. Exit code 1 when one of them fails.")
public final class Interop implements Callable<Integer> {

    /** One field twice, for objects with a history and forced photometry; another once. */
    private static final List<String> NIGHT =
            List.of("--visits", "3", "--detectors", "2", "--size", "768", "--login");

    @Mixin ReportFile json = new ReportFile();

    @Option(
            names = "--only",
            arity = "1..*",
            paramLabel = "NAME",
            description = "only these checks: ${COMPLETION-CANDIDATES}",
            completionCandidates = Checks.class)
    List<String> only = new ArrayList<>();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the neighbours' files (default: nightjar.data, else ../shared/data)")
    Optional<Path> data = Optional.empty();

    private final PrintStream out;
    private final PrintStream err;

    Interop(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        var interop = new Interop(out, err);
        return new CommandLine(interop).execute(args);
    }

    @Override
    public Integer call() {
        return LastWord.of("nightjar interop", this::suite, err);
    }

    private int suite() {
        json.require();
        only.forEach(Interop::requireKnown);
        var python = PythonSuite.prepared(root());
        return Demo.run(NIGHT.toArray(String[]::new), site -> on(site, python), out, err);
    }

    private static void requireKnown(String name) {
        if (!Checks.NAMES.contains(name)) {
            throw new ConfigurationException(
                    "--only " + name + " is no check; there are " + Checks.NAMES);
        }
    }

    private int on(Encore.Site site, PythonSuite python) throws Exception {
        var folder = Files.createDirectories(site.folder().resolve("interop"));
        var told =
                Files.write(folder.resolve("site.json"), SiteFile.of(site, folder, dataFolder()));
        var arguments = new ArrayList<>(List.of("--site", told.toString()));
        json.file().ifPresent(file -> arguments.addAll(List.of("--json", file.toString())));
        if (!only.isEmpty()) {
            arguments.add("--only");
            arguments.addAll(only);
        }
        out.println();
        out.println("The neighbours' own clients:");
        return python.run(arguments, out);
    }

    private Path dataFolder() {
        var named = System.getProperty("nightjar.data", "");
        return data.orElseGet(
                () -> named.isEmpty() ? root().resolve("../shared/data") : Path.of(named));
    }

    private static Path root() {
        return Path.of(System.getProperty("nightjar.root", ".")).toAbsolutePath().normalize();
    }
}
