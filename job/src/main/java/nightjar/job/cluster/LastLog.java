// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Why a process ended, as far as the end of its log tells. */
final class LastLog {

    private static final int TAIL = 1 << 16;
    private static final int LONGEST = 160;

    /** The innermost reason of a stack trace is its last. */
    private static final Pattern REASON =
            Pattern.compile(
                    "(?m)(?:^|\"exception\":\")(?:Caused by: )?(?:[\\w$]+\\.)+([\\w$]*(?:Exception|Error)(?:: .*)?)$");

    private LastLog() {}

    /** In brackets with a blank before; empty when it tells of nothing. */
    static String reason(Path log) {
        var found = REASON.matcher(tail(log));
        var reason = "";
        while (found.find()) {
            reason = found.group(1).strip();
        }
        if (reason.isEmpty()) {
            return "";
        }
        return " (" + reason.substring(0, Math.min(LONGEST, reason.length())) + ")";
    }

    private static String tail(Path log) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - TAIL));
            var bytes = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(bytes);
            // A trace stands in a line of JSON.
            return new String(bytes, StandardCharsets.UTF_8)
                    .replace("\\n", "\n")
                    .replace("\\t", "\t");
        } catch (IOException e) {
            return "";
        }
    }
}
