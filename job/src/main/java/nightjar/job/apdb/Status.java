// SPDX-License-Identifier: Apache-2.0
package nightjar.job.apdb;

import nightjar.connectors.apdb.ApdbUpkeep;
import picocli.CommandLine.Command;

/** {@code status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Versions, layout, time partitions, and whether nightjar can use it.")
final class Status extends ApdbVerb {

    Status(ApdbConsole console) {
        super(console);
    }

    @Override
    public Integer call() {
        return tell(ApdbUpkeep::status);
    }
}
