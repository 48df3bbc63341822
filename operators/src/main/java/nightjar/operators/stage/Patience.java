// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import java.time.Duration;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;

/** What is worth asking again, and what is said when it no longer is. */
record Patience(String stage, Limit limit) {

    boolean mayPass(Call<?, ?> call, Loss loss) {
        return loss.cause() == Cause.TRANSIENT
                || (loss.cause() == Cause.RETRIABLE && call.asked < limit.attempts());
    }

    Loss givenUp(Call<?, ?> call, Loss loss, long nowMillis) {
        long seconds = (nowMillis - call.arrivedMillis) / 1000;
        var why = loss.why() + " (given up after " + call.asked + " tries in " + seconds + " s)";
        return new Loss(loss.ending(), loss.cause(), why);
    }

    /** Ends as its last loss would have, for that knows what the stage's silence means. */
    Loss tooSlow(Call<?, ?> call, long nowMillis) {
        var ending = call.lastLoss.map(Loss::ending).orElse(Ending.TIMED_OUT);
        boolean timeLeft = nowMillis < call.endMillis;
        var before = call.lastLoss.map(loss -> "; before that: " + loss.why()).orElse("");
        var why = stage + " did not answer within " + limit.deadline() + before;
        return new Loss(ending, timeLeft ? Cause.RETRIABLE : Cause.TIMED_OUT, why);
    }

    Loss neverAsked(Duration waited) {
        var why = "waited " + waited + " for a free call of " + stage + ": raise its calls";
        return new Loss(Ending.TIMED_OUT, Cause.TIMED_OUT, why);
    }
}
