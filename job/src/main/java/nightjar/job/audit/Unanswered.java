// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

/** A neighbour could not be asked, so that nothing can be said; its message tells whom and why. */
public final class Unanswered extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Unanswered(String who, String why) {
        super(who + " could not be asked: " + why);
    }

    public Unanswered(String who, Throwable trouble) {
        this(who, trouble.getClass().getSimpleName() + " " + trouble.getMessage());
    }
}
