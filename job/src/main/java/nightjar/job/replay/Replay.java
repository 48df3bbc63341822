// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import nightjar.job.LastWord;
import nightjar.job.ReportFile;
import nightjar.job.config.ConfigurationException;
import nightjar.job.doors.Opening;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./nightjar replay}: plays a recorded night with this nightjar. */
@Command(
        name = "./nightjar replay",
        mixinStandardHelpOptions = true,
        description = {
            "Plays a recorded night on a clock that jumps: the inputs and the neighbours' answers as "
                    + "they came, and this nightjar between them. It says 'identical' when the same came out "
                    + "as in the night, or names the first difference.",
            "It exits with 0: identical, 1: differences, 2: this is no recording."
        })
public final class Replay implements Callable<Integer> {

    private static final int IDENTICAL = 0;
    private static final int DIFFERENT = 1;

    private final PrintStream out;
    private final PrintStream err;
    private final Opening opening;

    @Parameters(paramLabel = "NIGHT", description = "the recording's folder")
    Path night = Path.of("");

    @Mixin ReportFile json = new ReportFile();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "write what came out: the same replay writes the same bytes")
    Optional<Path> output = Optional.empty();

    Replay(PrintStream out, PrintStream err, Opening opening) {
        this.out = out;
        this.err = err;
        this.opening = opening;
    }

    public static void main(String[] args) {
        System.exit(run(System.out, System.err, args));
    }

    /** The exit code. */
    public static int run(PrintStream out, PrintStream err, String... args) {
        return run(out, err, Opening::production, args);
    }

    /**
     * @param opening neighbours of which none is opened, but whose other ways count
     */
    static int run(PrintStream out, PrintStream err, Opening opening, String... args) {
        return new CommandLine(new Replay(out, err, opening)).execute(args);
    }

    @Override
    public Integer call() {
        return LastWord.ofFinder("nightjar replay", this::played, err);
    }

    private int played() throws IOException {
        json.require();
        if (output.filter(Files::isRegularFile).isPresent()) {
            throw new ConfigurationException(output.get() + " is a file: give --out a folder");
        }
        try (var recorded = RecordedNight.read(night)) {
            if (recorded.entries() == 0) {
                throw new ConfigurationException(
                        night + " holds nothing: the job that was recorded never began");
            }
            var report = new Replaying(recorded, opening).play();
            report.words().forEach(out::println);
            json.write(report.json());
            if (output.isPresent()) {
                report.writeOutput(output.get());
            }
            return report.isIdentical() ? IDENTICAL : DIFFERENT;
        }
    }
}
