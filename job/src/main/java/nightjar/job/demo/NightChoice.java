// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import picocli.CommandLine.Option;

/** Which simulated night is taken. */
final class NightChoice {

    @Option(
            names = "--visits",
            paramLabel = "N",
            defaultValue = "4",
            description = "visits that are taken (default ${DEFAULT-VALUE})")
    int visits;

    @Option(
            names = "--size",
            paramLabel = "N",
            defaultValue = "1024",
            description = "pixels along each side of a detector (default ${DEFAULT-VALUE})")
    int size;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "which sky (default ${DEFAULT-VALUE})")
    long seed;
}
