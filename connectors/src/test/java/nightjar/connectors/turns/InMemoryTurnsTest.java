// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.turns;

import nightjar.model.port.Turns;

class InMemoryTurnsTest extends TurnsContract {

    private final Turns turns = new InMemoryTurns();

    @Override
    protected Turns turns() {
        return turns;
    }
}
