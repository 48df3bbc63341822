// SPDX-License-Identifier: Apache-2.0
package nightjar.job.operate;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./nightjar cluster up|status|down}. */
@Command(
        name = "./nightjar cluster",
        description =
                "A Flink cluster on this machine: ZooKeeper, two JobManagers of which one stands by, and "
                        + "TaskManagers, each a process that outlives this command. It exits with 0: good, 1: part "
                        + "of it is missing, 2: could not be done or asked.")
public final class ClusterCommand {

    private ClusterCommand() {}

    public static void main(String[] args) {
        System.exit(run(Console.own(), args));
    }

    static int run(Console console, String... args) {
        var command =
                new CommandLine(new ClusterCommand())
                        .addSubcommand(new Up(console))
                        .addSubcommand(new Status(console))
                        .addSubcommand(new Down(console))
                        .addSubcommand(new CommandLine.HelpCommand());
        return console.run(command, args.length == 0 ? new String[] {"help"} : args);
    }
}
