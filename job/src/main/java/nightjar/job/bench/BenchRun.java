// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.util.List;

/** One way to run the job. */
record BenchRun(boolean exactlyOnce, boolean inMemory) {
    String mode() {
        return exactlyOnce ? "exactly-once" : "at-least-once";
    }

    String apdb() {
        return inMemory ? "in-memory" : "cassandra";
    }

    String name() {
        return mode() + " " + apdb();
    }

    String word() {
        return (exactlyOnce ? "eo" : "alo") + (inMemory ? "-mem" : "-cas");
    }

    /** At least once first, as each pays for one thing more than the last. */
    static List<BenchRun> all() {
        return List.of(
                new BenchRun(false, false),
                new BenchRun(true, false),
                new BenchRun(false, true),
                new BenchRun(true, true));
    }
}
