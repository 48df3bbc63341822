// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.worker;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How image workers are run.
 *
 * @param command the worker's command line: the native engine's ({@link NativeWorker}) or a
 *     survey's own, for instance a Python script
 * @param environment variables set for the worker besides those of this process
 * @param workers how many at most, each with one request at a time
 * @param start how long a worker may take until it says that it is ready
 * @param grace how long a worker that is cancelled, or sent away with SIGTERM, may take to obey
 *     before it is killed
 */
public record WorkerSettings(
        List<String> command,
        Map<String, String> environment,
        int workers,
        Duration start,
        Duration grace) {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(2);

    public WorkerSettings {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("an image worker needs a command line");
        }
        if (workers < 1) {
            throw new IllegalArgumentException("at least one image worker, not " + workers);
        }
    }

    /** With 60 s to start (a Python payload's imports) and 2 s to obey. */
    public static WorkerSettings of(List<String> command, int workers) {
        return new WorkerSettings(command, Map.of(), workers, START, GRACE);
    }
}
