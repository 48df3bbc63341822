// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Where the logs of neighbours that died stay when the box is gone.
 *
 * @param beginning folder and beginning of their names; empty when none is kept
 */
record KeptLogs(String beginning) {

    /** The log that stays; the box's own when none is kept. */
    Path keep(Path log) {
        if (beginning.isEmpty()) {
            return log;
        }
        var name = log.getFileName().toString().replaceAll("\\.log$", "-died.log");
        try {
            var copy = Path.of(beginning + name);
            return Files.copy(log, copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            return log;
        }
    }
}
