// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import nightjar.model.ForVisitDetector;
import nightjar.model.ObjectCreated;
import nightjar.model.Received;

/** What a record is about, in a few words for a log line: never its content. */
final class Subject {

    private Subject() {}

    static String of(Object question) {
        if (question instanceof ForVisitDetector it) {
            return it.key().toString();
        }
        if (question instanceof ObjectCreated it) {
            return it.bucket() + "/" + it.key();
        }
        if (question instanceof Received it) {
            return it.topic() + "-" + it.partition() + "@" + it.offset();
        }
        return question.getClass().getSimpleName();
    }
}
