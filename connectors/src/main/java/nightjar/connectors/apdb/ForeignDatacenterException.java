// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.DriverException;

/**
 * The Cassandra that answers is not of the data centre that is meant: the driver would ask none of
 * its nodes anything.
 */
public final class ForeignDatacenterException extends DriverException {

    ForeignDatacenterException(String message) {
        super(message, null, null, true);
    }

    @Override
    public DriverException copy() {
        return new ForeignDatacenterException(String.valueOf(getMessage()));
    }
}
