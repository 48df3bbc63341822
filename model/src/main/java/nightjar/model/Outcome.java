// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A value, or why there is none. What is expected to go wrong is told by this, not thrown. */
public sealed interface Outcome<T> {

    record Done<T>(T value) implements Outcome<T> {
        public Done {
            requireNonNull(value, "value");
        }
    }

    record Lost<T>(Loss loss) implements Outcome<T> {
        public Lost {
            requireNonNull(loss, "loss");
        }
    }

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> lost(Loss loss) {
        return new Lost<>(loss);
    }

    /** One answer from either case; an exhaustive switch, in the Java that Flink runs on. */
    default <R> R fold(
            Function<? super T, ? extends R> done, Function<? super Loss, ? extends R> lost) {
        if (this instanceof Done<T> it) {
            return done.apply(it.value());
        }
        return lost.apply(((Lost<T>) this).loss());
    }

    default <R> Outcome<R> map(Function<? super T, ? extends R> then) {
        return fold(value -> done(then.apply(value)), Outcome::lost);
    }

    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        return fold(next, Outcome::lost);
    }

    /** The same, with a loss seen differently by the caller. */
    default Outcome<T> mapLoss(Function<? super Loss, Loss> seen) {
        return fold(Outcome::done, loss -> lost(seen.apply(loss)));
    }

    default void match(Consumer<? super T> done, Consumer<? super Loss> lost) {
        if (this instanceof Done<T> it) {
            done.accept(it.value());
        } else {
            lost.accept(((Lost<T>) this).loss());
        }
    }

    default boolean isDone() {
        return this instanceof Done;
    }

    default Optional<T> asValue() {
        return fold(Optional::of, loss -> Optional.empty());
    }

    default Optional<Loss> asLoss() {
        return fold(value -> Optional.empty(), Optional::of);
    }
}
