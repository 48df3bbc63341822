// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * What became of a case.
 *
 * @param why what is wrong, or what was not judged; empty when it passed whole
 */
record Verdict(Kind kind, String why) {

    enum Kind {
        PASSED,
        FAILED,
        SKIPPED
    }

    static final Verdict PASSED = new Verdict(Kind.PASSED, "");

    Verdict {
        requireNonNull(kind, "kind");
        requireNonNull(why, "why");
    }

    static Verdict failed(String why) {
        return new Verdict(Kind.FAILED, why);
    }

    /** Right as far as it was judged. */
    static Verdict passedBut(String why) {
        return new Verdict(Kind.PASSED, why);
    }

    static Verdict skipped(String why) {
        return new Verdict(Kind.SKIPPED, why);
    }

    static Verdict when(boolean right, Supplier<String> otherwise) {
        return right ? PASSED : failed(otherwise.get());
    }

    static Verdict same(String what, Object expected, Object found) {
        return when(
                Objects.equals(expected, found),
                () -> what + " should be " + expected + " and is " + found);
    }

    /** Both not numbers, or no further apart than this. */
    static Verdict near(String what, double expected, double found, double most) {
        boolean alike = Double.isNaN(expected) && Double.isNaN(found);
        return when(
                alike || Math.abs(expected - found) <= most,
                () -> what + " should be " + expected + " within " + most + " and is " + found);
    }

    /** This, unless it passed: then the next. */
    Verdict and(Supplier<Verdict> next) {
        return kind == Kind.PASSED ? next.get() : this;
    }
}
