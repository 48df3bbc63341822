// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import java.lang.reflect.Method;
import java.nio.file.Path;
import nightjar.model.ExpectedVisit;
import nightjar.model.ObjectCreated;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.VisitDetector;
import nightjar.model.port.Apdb;
import nightjar.model.port.Claims;
import nightjar.model.port.Deadline;
import nightjar.model.port.ImageWorkers;
import nightjar.model.port.Turns;
import org.slf4j.MDC;

/**
 * What tells one question to a neighbour from another. Of what is read, all that is asked for
 * counts; of what is written, whose it is: whether it is the same is seen in what comes out.
 */
final class Question {

    private static final int DIGITS = 16;

    private Question() {}

    /** Whether a port's method asks its neighbour something. */
    static boolean is(Method method) {
        return method.getReturnType() == Outcome.class;
    }

    /** Port, method, and the arguments that count. */
    static String key(Class<?> port, String method, Object... arguments) {
        var key = new StringBuilder(port.getSimpleName()).append('.').append(method);
        for (var argument : arguments) {
            var part = part(argument);
            if (!part.isEmpty()) {
                key.append(' ').append(part);
            }
        }
        return key.toString();
    }

    private static String part(Object argument) {
        if (argument instanceof Deadline
                || argument instanceof Path
                || argument instanceof Stored
                || argument instanceof byte[]) {
            return "";
        }
        if (argument instanceof String
                || argument instanceof Number
                || argument instanceof Boolean) {
            return argument.toString();
        }
        return whose(argument);
    }

    private static String whose(Object argument) {
        if (argument instanceof VisitDetector it) {
            return it.group() + "/" + it.detector();
        }
        if (argument instanceof ExpectedVisit it) {
            return whose(it.key());
        }
        if (argument instanceof Turns.Entry it) {
            return whose(it.key());
        }
        if (argument instanceof Apdb.Rows it) {
            return it.visit() + "/" + it.detector();
        }
        if (argument instanceof Claims.Claim it) {
            return it.visit() + "/" + it.detector();
        }
        if (argument instanceof ImageWorkers.Request it) {
            return it.visit() + "/" + it.detector();
        }
        if (argument instanceof ObjectCreated it) {
            return it.bucket() + "/" + it.key();
        }
        return "#" + digest(argument);
    }

    /** A recording must not fail the job, whatever is asked. */
    private static String digest(Object argument) {
        try {
            return Digests.ofText(Codec.text(argument)).substring(0, DIGITS);
        } catch (IllegalStateException e) {
            return argument.getClass().getSimpleName();
        }
    }

    /** Group and detector of whom the stage is asking about, as its log lines say. */
    static String by() {
        var group = MDC.get("group");
        return group == null ? "" : group + "/" + MDC.get("detector");
    }
}
