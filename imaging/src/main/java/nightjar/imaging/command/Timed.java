// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.command;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nightjar.imaging.DifferenceEngine;
import nightjar.imaging.DifferenceRequest;
import nightjar.imaging.Progress;
import nightjar.imaging.pixels.Bands;

/**
 * Differences one pair several times in one and the same Java, as a worker does night long, and
 * prints each time's summary as a line of JSON: the first is a cold start. What {@code nightjar
 * bench imaging} starts on each JDK. With one thread an image has one core, else every core.
 */
public final class Timed {
    private static final String USAGE = "usage: Timed SCIENCE TEMPLATE OUT TIMES THREADS";

    private Timed() {}

    /** Exit code 0 when every run was done, 1 with the named cause of the first that was not. */
    public static void main(String[] args) throws IOException {
        if (args.length != 5) {
            System.err.println(USAGE);
            System.exit(2);
        }
        if (Integer.parseInt(args[4]) > 1) {
            Bands.useEveryCore();
        }
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path work = Files.createDirectories(Path.of(args[2]));
        var request =
                new DifferenceRequest(
                        work,
                        0,
                        0,
                        "",
                        List.of(DifferenceRequest.Snap.of(Path.of(args[0]))),
                        List.of(Path.of(args[1])));
        for (int run = 0; run < Integer.parseInt(args[3]); run++) {
            ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
            boolean done =
                    DifferenceEngine.difference(request, Progress.SILENT)
                            .fold(
                                    summary -> {
                                        out.println(summary);
                                        return true;
                                    },
                                    (cause, detail) -> {
                                        System.err.println(cause + ": " + detail);
                                        return false;
                                    });
            if (!done) {
                System.exit(1);
            }
        }
    }
}
