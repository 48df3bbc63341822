// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nightjar.job.config.ConfigurationException;
import nightjar.job.replay.Recordings;

/**
 * {@code ./nightjar record}: what {@code run} runs, with a recorder before each neighbour. The
 * recording is of the job as it runs from now on: of what a checkpoint holds nothing is known.
 */
public final class RecordJob {

    private static final String USAGE =
            "usage: ./nightjar record --config nightjar.yaml --out NIGHT [--set key=value]…";

    private RecordJob() {}

    public static void main(String[] args) throws Exception {
        if (List.of(args).contains("--help") || List.of(args).contains("-h")) {
            System.out.println(USAGE);
            System.out.println(
                    "Runs the job as ./nightjar run does, and keeps its inputs and its neighbours'\n"
                            + "answers in the new folder NIGHT, for ./nightjar replay NIGHT.");
            return;
        }
        try {
            var rest = new ArrayList<String>();
            var night = split(args, rest);
            Recordings.require(night);
            NightjarJob.run(
                    RunOptions.parse(rest.toArray(String[]::new)),
                    config -> Recordings.begin(night, config));
        } catch (ConfigurationException e) {
            System.err.println("nightjar record: " + e.getMessage());
            System.exit(2);
        }
    }

    /** Where to record to; all other words go into {@code rest}. */
    static Path split(String[] args, List<String> rest) {
        var night = Path.of("");
        for (int i = 0; i < args.length; i++) {
            if (!args[i].equals("--out")) {
                rest.add(args[i]);
            } else if (i + 1 < args.length) {
                night = Path.of(args[++i]);
            }
        }
        if (night.toString().isEmpty()) {
            throw new ConfigurationException("where to? " + USAGE);
        }
        return night;
    }
}
