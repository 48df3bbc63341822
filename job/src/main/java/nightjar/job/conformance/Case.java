// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import static java.util.Objects.requireNonNull;

/**
 * One case of a file.
 *
 * @param name its place in the file, and a word on it
 */
record Case(String name, Check check) {

    /** Tries the case on nightjar; what it throws is a failure, too. */
    interface Check {
        Verdict judge() throws Exception;
    }

    Case {
        requireNonNull(name, "name");
        requireNonNull(check, "check");
    }

    static Case skipped(String name, String why) {
        return new Case(name, () -> Verdict.skipped(why));
    }

    static Case failed(String name, String why) {
        return new Case(name, () -> Verdict.failed(why));
    }

    Verdict judge() {
        try {
            return check.judge();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Verdict.failed("interrupted");
        } catch (Exception e) {
            return Verdict.failed("threw " + e);
        }
    }
}
