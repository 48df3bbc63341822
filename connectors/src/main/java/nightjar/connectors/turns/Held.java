// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.turns;

import nightjar.model.port.Turns.Entry;

/**
 * A visit-detector in flight, as all can see it.
 *
 * @param hasTurn whether it has taken its turn
 */
public record Held(Entry entry, boolean hasTurn) {}
