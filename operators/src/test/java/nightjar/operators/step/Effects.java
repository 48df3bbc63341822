// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.ArrayList;
import java.util.List;
import nightjar.model.Loss;
import nightjar.model.Outcome;

/** Counts what is done to the world outside, and can go wrong after any of it. */
final class Effects {

    /** The process died. */
    static final class Crash extends RuntimeException {}

    final List<String> done = new ArrayList<>();
    private int crashAfter = Integer.MAX_VALUE;
    private int unknownAfter = Integer.MAX_VALUE;

    void crashAfter(int effects) {
        crashAfter = done.size() + effects;
    }

    /** The effect takes place, and its answer is lost on the way. */
    void unknownAfter(int effects) {
        unknownAfter = done.size() + effects;
    }

    <T> Outcome<T> happened(String effect, T answer) {
        done.add(effect);
        if (done.size() == crashAfter) {
            throw new Crash();
        }
        return done.size() == unknownAfter
                ? Outcome.lost(Loss.transientTrouble("no answer to " + effect))
                : Outcome.done(answer);
    }
}
