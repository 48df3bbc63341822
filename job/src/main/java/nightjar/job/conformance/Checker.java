// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Knows one form of file. */
interface Checker {

    /** The file's cases, in its order. */
    List<Case> cases(Path file) throws IOException;
}
