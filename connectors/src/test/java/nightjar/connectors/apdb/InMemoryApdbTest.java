// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import nightjar.model.port.Apdb;

class InMemoryApdbTest extends ApdbContract {

    private static final Apdb APDB = new InMemoryApdb();

    @Override
    Apdb apdb() {
        return APDB;
    }
}
