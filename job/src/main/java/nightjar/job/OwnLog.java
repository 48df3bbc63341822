// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

/** Where a command of the launcher writes what nobody wants on the screen. */
public final class OwnLog {

    private OwnLog() {}

    /** The log file, as the launcher named it. */
    public static String place() {
        return System.getProperty("nightjar.log", "the console");
    }

    /** Folder and beginning of the names of files that belong to this log; empty without one. */
    public static String beside() {
        var own = System.getProperty("nightjar.log", "");
        return own.isEmpty() ? "" : own.replaceAll("\\.log$", "") + "-";
    }
}
