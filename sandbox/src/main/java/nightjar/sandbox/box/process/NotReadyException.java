// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.process;

import java.io.IOException;
import java.nio.file.Path;

/** A child process that did not come up. */
public final class NotReadyException extends IOException {

    private final String what;
    private final transient Path log;

    NotReadyException(String what, Path log, String tail) {
        super(what + "; the end of " + log + ":\n" + tail);
        this.what = what;
        this.log = log;
    }

    /** Who, and how it failed, in half a line. */
    public String what() {
        return what;
    }

    /** All it said. */
    public Path log() {
        return log;
    }
}
