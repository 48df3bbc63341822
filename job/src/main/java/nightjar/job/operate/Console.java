// SPDX-License-Identifier: Apache-2.0
package nightjar.job.operate;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import nightjar.job.LastWord;
import picocli.CommandLine;

/**
 * Where a command speaks.
 *
 * @param out its answers
 * @param err what went wrong
 */
public record Console(PrintStream out, PrintStream err) {

    static Console own() {
        return new Console(System.out, System.err);
    }

    /** Runs a command; what it was told wrongly is said in a line. */
    int run(CommandLine command, String... args) {
        var name = "nightjar " + command.getCommandName().replace("./nightjar ", "");
        return command.setParameterExceptionHandler(
                        (e, parsed) -> {
                            err.println(name + ": " + e.getMessage());
                            err.println("more: ./" + name + " --help");
                            return 2;
                        })
                .execute(args);
    }

    /** Ends with 2 and one line whatever goes wrong. */
    int tell(String name, Callable<Integer> command) {
        return LastWord.ofFinder(name, command, err);
    }
}
