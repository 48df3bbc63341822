// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import nightjar.model.Outcome;
import nightjar.model.port.Apdb;
import org.jspecify.annotations.Nullable;

/** A neighbour whose answers are records: each is kept as it came. */
final class RecordingPort implements InvocationHandler {

    private static final Object[] NOTHING = {};

    private final Class<?> port;
    private final Object behind;
    private final Recorder recorder;

    RecordingPort(Class<?> port, Object behind, Recorder recorder) {
        this.port = port;
        this.behind = behind;
        this.recorder = recorder;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] told)
            throws Throwable {
        var arguments = told == null ? NOTHING : told;
        if (!Question.is(method)) {
            return passedOn(method, arguments);
        }
        var asked = recorder.asked(Question.key(port, method.getName(), arguments));
        try {
            var answer = passedOn(method, arguments);
            if (answer instanceof Outcome<?> outcome) {
                outcome.match(
                        value -> {
                            if (isWanted(value, arguments)) {
                                asked.same();
                            } else {
                                asked.done(value);
                            }
                        },
                        asked::lost);
            }
            return answer;
        } catch (InterruptedException e) {
            asked.never();
            throw e;
        }
    }

    private @Nullable Object passedOn(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(behind, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** Rows that were written are those that were asked for; to compare them would take long. */
    private static boolean isWanted(Object value, Object[] arguments) {
        return arguments.length > 0
                && arguments[0].getClass() == value.getClass()
                && (value instanceof Apdb.Rows || value.equals(arguments[0]));
    }
}
