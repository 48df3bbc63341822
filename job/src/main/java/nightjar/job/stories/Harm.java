// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.util.OptionalDouble;

/** When a run was harmed, and when that was over; both UTC milliseconds since 1970, 0 before. */
final class Harm {

    private long atMillis;
    private long overMillis;
    private long pid;
    private double pausedSeconds;

    /** It was done now, to this process; 0 for none. */
    void done(long process) {
        atMillis = System.currentTimeMillis();
        pid = process;
    }

    /** All tasks run again now: until then it took, whatever ended meanwhile. */
    void over() {
        overMillis = System.currentTimeMillis();
        pausedSeconds += (overMillis - atMillis) / 1e3;
    }

    /** Seconds of all that was done to it, one after the other, where somebody looked. */
    double pausedSeconds() {
        return pausedSeconds;
    }

    long atMillis() {
        return atMillis;
    }

    long pid() {
        return pid;
    }

    /**
     * Seconds until all tasks ran again, where somebody looked, else to the first visit-detector
     * that ended after it.
     */
    OptionalDouble seconds(Reader reader) {
        long harm = atMillis;
        if (harm == 0) {
            return OptionalDouble.empty();
        }
        if (overMillis > harm) {
            return OptionalDouble.of((overMillis - harm) / 1e3);
        }
        return reader.newest().values().stream()
                .mapToLong(entry -> entry.json().path("endedMillis").asLong())
                .filter(ended -> ended > harm)
                .mapToDouble(ended -> (ended - harm) / 1e3)
                .min();
    }
}
