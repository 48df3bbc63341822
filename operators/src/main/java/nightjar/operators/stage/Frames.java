// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where an exception came from, without what it says: its message may tell of a source that nobody
 * has cleared, and the log is for everybody.
 */
final class Frames {

    private static final int MOST = 30;

    private Frames() {}

    static String of(Throwable thrown) {
        var own =
                Arrays.stream(thrown.getStackTrace())
                        .limit(MOST)
                        .map(frame -> "\n    at " + frame)
                        .collect(Collectors.joining("", thrown.getClass().getName(), ""));
        return Optional.ofNullable(thrown.getCause())
                .map(cause -> own + "\n  caused by " + of(cause))
                .orElse(own);
    }
}
