// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import java.util.Comparator;
import java.util.Set;

/**
 * Who asked what of whom, whatever the question's words were.
 *
 * @param by group and detector of whom it was about; empty when any of a visit's may have asked
 * @param method port and method
 */
record Asking(String by, String method) implements Comparable<Asking> {

    /**
     * Some detector of a visit asks, and others may at the same moment: which of them, and how
     * many, is nobody's promise, since Sattle keeps an exposure once however often it is told.
     */
    private static final String FOR_A_VISIT = "Sattle.register";

    /** Asked until it is one's turn. */
    private static final String AGAIN_AND_AGAIN = "Turns.take";

    private static final Set<String> WRITING =
            Set.of("Claims.claim", "Claims.commit", "Apdb.write", "Turns.enter", "Turns.leave");

    private static final Set<String> READING =
            Set.of("Claims.read", "Sattle.allowed", FOR_A_VISIT, AGAIN_AND_AGAIN);

    private static final Comparator<Asking> ORDER =
            Comparator.comparing(Asking::by).thenComparing(Asking::method);

    static Asking of(String key, String by) {
        var method = key.split(" ", 2)[0];
        return method.equals(FOR_A_VISIT) ? new Asking("", key) : new Asking(by, method);
    }

    private String name() {
        return method.split(" ", 2)[0];
    }

    /** Whether the night's asking must be met with one in the replay. */
    boolean isPromised() {
        return isWriting() || READING.contains(name());
    }

    /** Whether the outside is changed by it, so that it counts how often. */
    boolean isWriting() {
        return WRITING.contains(name());
    }

    @Override
    public int compareTo(Asking other) {
        return ORDER.compare(this, other);
    }
}
