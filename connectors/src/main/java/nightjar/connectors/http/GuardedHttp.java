// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.http;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one neighbour over HTTP, and leaves it alone for a while when it failed too often: a
 * neighbour that hangs then costs its time-out now and then, not each visit-detector's.
 */
public final class GuardedHttp {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedHttp.class);

    private final Http http;
    private final String neighbour;
    private final Duration timeout;
    private final Breaker breaker;
    private final AtomicReference<String> lastTrouble = new AtomicReference<>("");

    /**
     * @param timeout for one question, at most
     */
    public GuardedHttp(Http http, String neighbour, Duration timeout, Breaker breaker) {
        this.http = http;
        this.neighbour = neighbour;
        this.timeout = timeout;
        this.breaker = breaker;
    }

    /** Whether calls are kept away from the neighbour just now: worth an alarm. */
    public boolean isLeftAlone() {
        return breaker.isOpen();
    }

    /** As {@link Http#ask}; TRANSIENT, too, while the neighbour is left alone. */
    public Outcome<Answer> ask(HttpRequest request, Deadline deadline, int mostBytes)
            throws InterruptedException {
        var time = deadline.leftAtMost(timeout);
        if (time.isZero()) {
            return lost(Cause.TIMED_OUT, "no time was left to ask " + neighbour);
        }
        if (!breaker.letsPass()) {
            return lost(
                    Cause.TRANSIENT,
                    neighbour
                            + " failed too often and is left alone for a while; the last time "
                            + lastTrouble.get());
        }
        boolean told = false;
        try {
            var answer = http.ask(neighbour, request, time, mostBytes);
            boolean well = answer.fold(it -> !it.isNeighboursTrouble(), loss -> false);
            // A failure within less than its due time may be our own impatience.
            told = well || answer.isDone() || time.equals(timeout);
            if (told) {
                if (!well) {
                    lastTrouble.set(
                            answer.fold(
                                    it -> neighbour + " answered " + it.status() + it.advice(),
                                    Loss::why));
                }
                ended(well);
            }
            return answer;
        } finally {
            if (!told) {
                breaker.endedUntold();
            }
        }
    }

    /** One line when it begins to be left alone, and none while it is. */
    private void ended(boolean well) {
        boolean wasOpen = breaker.isOpen();
        breaker.ended(well);
        if (!wasOpen && breaker.isOpen()) {
            LOG.warn("{} is left alone for a while: {}", neighbour, lastTrouble.get());
        }
    }

    private static Outcome<Answer> lost(Cause cause, String why) {
        return Outcome.lost(new Loss(Ending.FAILED, cause, why));
    }
}
