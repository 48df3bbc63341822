// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import java.nio.file.Path;
import java.util.Locale;

/**
 * A neighbour that ended by itself: nobody had asked it to stop.
 *
 * @param exitCode of its process; 128 and more is 128 and the signal that ended it
 * @param log all it said
 */
public record Death(Neighbour neighbour, int exitCode, Path log) {

    private static final int SIGKILL = 128 + 9;

    /** What -XX:+ExitOnOutOfMemoryError ends a JVM with. */
    private static final int OUT_OF_HEAP = 3;

    /** Who, how, where to look, what it means for the night, and how to bring it back. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%s; %s. Bring it back with ./nightjar sandbox start %s",
                how(),
                neighbour.withoutIt(),
                neighbour.word());
    }

    /** Who, how, and where to look. */
    public String how() {
        return String.format(
                Locale.ROOT,
                "%s died by itself (exit code %d%s); its log is %s",
                neighbour.word(),
                exitCode,
                hint(),
                log);
    }

    private String hint() {
        return switch (exitCode) {
            case SIGKILL -> ": killed, by a person or by a system short of memory";
            case OUT_OF_HEAP -> ": its heap was full";
            default -> "";
        };
    }
}
