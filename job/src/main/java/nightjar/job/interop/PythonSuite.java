// SPDX-License-Identifier: Apache-2.0
package nightjar.job.interop;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nightjar.job.OwnLog;
import nightjar.job.config.ConfigurationException;

/**
 * The suite in Python as a child process. The end of its standard input is the parent's: it dies
 * with it.
 *
 * @param python the environment's interpreter
 * @param script the suite
 */
record PythonSuite(Path python, Path script) {

    /**
     * The suite in the environment that the launcher made.
     *
     * @throws ConfigurationException when there is none
     */
    static PythonSuite prepared(Path root) {
        var python = root.resolve(".nightjar/interop/bin/python");
        var folder = root.resolve("sandbox/interop");
        if (!Files.isExecutable(python)) {
            throw new ConfigurationException(
                    "the clients' Python is not prepared: "
                            + folder.resolve("prepare.sh")
                            + " "
                            + root.resolve(".nightjar/interop")
                            + " does that");
        }
        return new PythonSuite(python, folder.resolve("interop.py"));
    }

    /** Its exit code; what it says goes to {@code out}, what its libraries log beside our log. */
    int run(List<String> arguments, PrintStream out) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(python.toString(), "-u", script.toString()));
        command.addAll(arguments);
        var log = Path.of(OwnLog.beside() + "python.log").toAbsolutePath();
        var process =
                new ProcessBuilder(command)
                        .redirectError(log.toFile())
                        .redirectInput(ProcessBuilder.Redirect.PIPE)
                        .start();
        try (Reader said =
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
            var piece = new char[4096];
            for (int got = said.read(piece); got >= 0; got = said.read(piece)) {
                out.print(new String(piece, 0, got));
                out.flush();
            }
            int code = process.waitFor();
            if (code != 0) {
                out.println("what the Python clients logged is in " + log);
            }
            return code;
        } finally {
            process.destroyForcibly();
        }
    }
}
