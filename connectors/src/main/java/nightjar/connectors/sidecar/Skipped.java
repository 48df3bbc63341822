// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sidecar;

import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;

/** Classes of objects that are nobody's raw; the word is what they are counted under. */
enum Skipped {
    SIDECAR("sidecar"),
    GUIDER("guider"),
    WAVEFRONT("wavefront"),
    INACTIVE("inactive"),
    CALIBRATION("calibration"),
    OTHER_CAMERA("other-camera"),
    UNGROUPED("ungrouped");

    private final String word;

    Skipped(String word) {
        this.word = word;
    }

    <T> Outcome<T> because(String what) {
        return Outcome.lost(Loss.ignored(word + " " + what));
    }

    static <T> Outcome<T> poison(String why) {
        return Outcome.lost(new Loss(Ending.REJECTED, Cause.POISON, why));
    }

    static <T> Outcome<T> notYet(String why) {
        return Outcome.lost(new Loss(Ending.FAILED, Cause.RETRIABLE, why));
    }
}
