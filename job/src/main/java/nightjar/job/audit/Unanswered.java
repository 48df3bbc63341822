// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

/** A neighbour could not be asked, so that nothing can be said; its message tells whom and why. */
final class Unanswered extends RuntimeException {

    private static final long serialVersionUID = 1;

    Unanswered(String who, String why) {
        super(who + " could not be asked: " + why);
    }

    Unanswered(String who, Throwable trouble) {
        this(who, trouble.getClass().getSimpleName() + " " + trouble.getMessage());
    }
}
