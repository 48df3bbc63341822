// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import nightjar.model.Outcome;
import nightjar.model.port.Apdb;
import nightjar.model.port.Claims;
import org.jspecify.annotations.Nullable;

/** A neighbour that answers from a recording. */
final class PlayedPort implements InvocationHandler {

    private static final Object[] NOTHING = {};

    private final Class<?> port;
    private final Player player;

    PlayedPort(Class<?> port, Player player) {
        this.port = port;
        this.player = player;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] told)
            throws InterruptedException {
        var arguments = told == null ? NOTHING : told;
        if (!Question.is(method)) {
            return ofAnyObject(proxy, method, arguments);
        }
        if (port == Apdb.class && arguments[0] instanceof Apdb.Rows rows) {
            player.written(rows);
        }
        var key = Question.key(port, method.getName(), arguments);
        var answer = player.answers().next(key);
        if (answer.isEmpty()) {
            return Outcome.lost(Answers.never(key));
        }
        if (Arrays.asList(method.getExceptionTypes()).contains(InterruptedException.class)) {
            player.await(answer.get());
        }
        return outcome(answer.get(), method, arguments);
    }

    private @Nullable Object ofAnyObject(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "toString" -> "played " + port.getSimpleName();
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> null; // close: nothing is open
        };
    }

    private Outcome<?> outcome(Entry.Answered answer, Method method, Object[] arguments) {
        return switch (answer.how()) {
            case SAME -> Outcome.done(arguments[0]);
            case LOST -> Outcome.lost(player.answers().loss(answer));
            case DONE ->
                    Outcome.done(
                            ours(player.answers().value(answer, method.getGenericReturnType())));
            case NEVER -> Outcome.lost(Answers.never(answer.key()));
        };
    }

    /** A claim names the plan that was kept then; here it has another digest: other store times. */
    private Object ours(Object value) {
        if (value instanceof Claims.Claim claim) {
            return new Claims.Claim(
                    claim.visit(),
                    claim.detector(),
                    claim.lineage(),
                    claim.storeTimeMjdTai(),
                    player.store().ours(claim.plan()),
                    claim.committed());
        }
        return value instanceof Optional<?> maybe ? maybe.map(this::ours) : value;
    }
}
