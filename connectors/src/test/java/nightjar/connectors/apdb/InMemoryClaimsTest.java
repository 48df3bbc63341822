// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import nightjar.model.port.Claims;

class InMemoryClaimsTest extends ClaimsContract {

    private static final Claims CLAIMS = new InMemoryClaims();

    @Override
    Claims claims() {
        return CLAIMS;
    }
}
