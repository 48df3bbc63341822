// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import java.io.Serializable;

/** When a question is given up, UTC milliseconds since 1970. */
@FunctionalInterface
interface Until<I> extends Serializable {

    long endMillis(I question, long firstAskedMillis);
}
