// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.worker;

import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;

/** What a worker's failures mean for the visit-detector; causes as in the worker protocol. */
final class WorkerFailure {

    private static final int LONGEST_DETAIL = 300;

    private WorkerFailure() {}

    static Loss named(String cause, String detail) {
        var why = cause + ": " + oneLine(detail);
        return switch (cause) {
            case "TRUNCATED", "NOT_FITS", "NO_IMAGE", "WRONG_SHAPE", "TOO_LARGE", "ALL_BAD" ->
                    new Loss(Ending.FAILED, Cause.POISON, why);
            case "NO_WCS",
                    "NO_OVERLAP",
                    "NO_TEMPLATE",
                    "TOO_FEW_STARS",
                    "BAD_CALIBRATION",
                    "STARS_DIFFER",
                    "SNAPS_DIFFER",
                    "WRONG_FOLDER" ->
                    new Loss(Ending.FAILED, Cause.INVALID, why);
            case "DEADLINE", "CANCELLED" -> timedOut(why);
            default -> broken(why);
        };
    }

    /** The worker is at fault, or its machine; the same image may do better elsewhere. */
    static Loss broken(String why) {
        return new Loss(Ending.FAILED, Cause.RETRIABLE, why);
    }

    static Loss timedOut(String why) {
        return new Loss(Ending.TIMED_OUT, Cause.TIMED_OUT, why);
    }

    private static String oneLine(String detail) {
        var line = detail.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_DETAIL ? line : line.substring(0, LONGEST_DETAIL) + "…";
    }
}
