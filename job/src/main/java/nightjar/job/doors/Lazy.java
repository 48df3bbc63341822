// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import java.util.Optional;
import java.util.function.Supplier;

/** Something made when it is first asked for, once. */
final class Lazy<T> {

    private final Supplier<T> make;
    private Optional<T> made = Optional.empty();

    Lazy(Supplier<T> make) {
        this.make = make;
    }

    synchronized T get() {
        var value = made.orElseGet(make);
        made = Optional.of(value);
        return value;
    }

    /** What was made; empty when nobody asked. */
    synchronized Optional<T> made() {
        return made;
    }
}
