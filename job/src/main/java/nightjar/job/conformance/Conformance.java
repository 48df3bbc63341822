// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import nightjar.job.LastWord;
import nightjar.job.ReportFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs every case file that is found, and says what came of each. */
@Command(
        name = "./nightjar conformance",
        mixinStandardHelpOptions = true,
        description =
                "Judges nightjar by its neighbours' own cases: every file of cases/ and vectors/, "
                        + "and the observatory's own files that serve as cases. Exit code 1 when one fails.")
public final class Conformance implements Callable<Integer> {

    private static final int MOST_REMARKS = 20;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "where the cases are (default: nightjar.data, else ../shared/data)")
    Optional<Path> data = Optional.empty();

    @Mixin ReportFile json = new ReportFile();

    private final PrintStream out;

    Conformance(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new Conformance(System.out)).execute(args));
    }

    @Override
    public Integer call() {
        return LastWord.ofFinder("nightjar conformance", this::judged, System.err);
    }

    private int judged() throws Exception {
        json.require();
        var folder = data.orElseGet(Conformance::usual);
        if (data.isPresent() && !Files.isDirectory(folder)) {
            out.println("no folder " + folder + ": --data names where cases/ and vectors/ are");
            return 2;
        }
        var reports = CaseFiles.in(folder).stream().map(CaseFiles.Found::report).toList();
        out.println("cases of " + folder.toAbsolutePath().normalize());
        reports.forEach(this::print);
        out.println(row("all", sum(reports)));
        if (sum(reports).cases() == 0) {
            out.println("nothing was judged: --data names where cases/ and vectors/ are");
            return 2;
        }
        json.write(result(folder, reports));
        return sum(reports).failed() > 0 ? 1 : 0;
    }

    private static Path usual() {
        var named = System.getProperty("nightjar.data", "");
        var root = Path.of(System.getProperty("nightjar.root", "."));
        return named.isEmpty() ? root.resolve("../shared/data").normalize() : Path.of(named);
    }

    private void print(FileReport report) {
        out.println(row(report.file(), report));
        report.remarks().stream().limit(MOST_REMARKS).forEach(it -> out.println("    " + it));
        int more = report.remarks().size() - MOST_REMARKS;
        if (more > 0) {
            out.println("    … and " + more + " more (--json has them all)");
        }
    }

    private static String row(String name, FileReport counts) {
        return String.format(
                Locale.ROOT,
                "%-62s %5d cases %5d passed %3d failed %3d skipped",
                name,
                counts.cases(),
                counts.passed(),
                counts.failed(),
                counts.skipped());
    }

    private static FileReport sum(List<FileReport> reports) {
        return new FileReport(
                "",
                reports.stream().mapToInt(FileReport::cases).sum(),
                reports.stream().mapToInt(FileReport::passed).sum(),
                reports.stream().mapToInt(FileReport::failed).sum(),
                reports.stream().mapToInt(FileReport::skipped).sum(),
                List.of());
    }

    private static ObjectNode result(Path folder, List<FileReport> reports) {
        var root = new ObjectMapper().createObjectNode();
        root.put("data", folder.toAbsolutePath().normalize().toString());
        reports.forEach(root.withArray("files")::addPOJO);
        return root;
    }
}
