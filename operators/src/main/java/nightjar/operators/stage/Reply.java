// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import java.io.Serializable;
import java.util.Collection;
import nightjar.model.Outcome;

/** What a stage passes on for an answer: none or one record. */
@FunctionalInterface
interface Reply<I, O, R> extends Serializable {

    Collection<R> of(I question, Outcome<O> answer, long nowMillis);
}
