// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging;

import java.util.function.BiFunction;
import java.util.function.Function;

/** What became of a request: a value, or a named cause with one line for a person. */
public sealed interface Result<T> {

    /** It worked. */
    record Done<T>(T value) implements Result<T> {}

    /** It did not, and this is why. */
    record Failed<T>(FailureCause cause, String detail) implements Result<T> {}

    /** Both ways out, in one expression. */
    default <R> R fold(
            Function<? super T, ? extends R> done,
            BiFunction<? super FailureCause, ? super String, ? extends R> failed) {
        if (this instanceof Done<T> d) {
            return done.apply(d.value());
        }
        Failed<T> f = (Failed<T>) this;
        return failed.apply(f.cause(), f.detail());
    }
}
