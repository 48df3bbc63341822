// SPDX-License-Identifier: Apache-2.0
package nightjar.job.apdb;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import nightjar.job.config.ConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code ./nightjar apdb create|status|partition}. Its exit code is 0 when nightjar can use the
 * APDB, 1 when it cannot or the wish was refused, 2 when the question was wrong or nobody answered.
 */
@Command(
        name = "./nightjar apdb",
        description = "Makes an APDB on Cassandra, tells how it is, gives it tables for more time.")
public final class ApdbCommand {

    private ApdbCommand() {}

    public static void main(String[] args) {
        System.exit(run(new ApdbConsole(System.out, System.err, InstantSource.system()), args));
    }

    static int run(ApdbConsole console, String... args) {
        return new CommandLine(new ApdbCommand())
                .addSubcommand(new Create(console))
                .addSubcommand(new Status(console))
                .addSubcommand(new Partition(console))
                .addSubcommand(new CommandLine.HelpCommand())
                .registerConverter(LocalDate.class, ApdbCommand::day)
                .setParameterExceptionHandler((e, parsed) -> misspelt(e, console))
                .setExecutionExceptionHandler((e, command, parsed) -> wrong(e, console))
                .execute(args.length == 0 ? new String[] {"help"} : args);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + text + "' is no day such as 2027-03-31");
        }
    }

    private static int misspelt(ParameterException e, ApdbConsole console) {
        var command = e.getCommandLine().getCommandSpec().qualifiedName();
        console.err().println("nightjar apdb: " + e.getMessage());
        console.err().println("more: " + command + " --help");
        return 2;
    }

    private static int wrong(Exception e, ApdbConsole console) throws Exception {
        if (e instanceof IllegalArgumentException || e instanceof ConfigurationException) {
            console.err().println("nightjar apdb: " + e.getMessage());
            return 2;
        }
        throw e;
    }
}
