// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import java.util.function.Function;

/** What became of an association: rows to store, or a reason to store none. */
public sealed interface AssociationResult permits AssociatedSky, TooManyNewObjects {

    default <R> R fold(
            Function<AssociatedSky, R> associated, Function<TooManyNewObjects, R> tooMany) {
        return this instanceof AssociatedSky a
                ? associated.apply(a)
                : tooMany.apply((TooManyNewObjects) this);
    }
}
