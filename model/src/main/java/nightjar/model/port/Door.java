// SPDX-License-Identifier: Apache-2.0
package nightjar.model.port;

import java.io.Serializable;

/** Opens a port where the job runs: what travels with the job graph is the door, not the port. */
@FunctionalInterface
public interface Door<I, O> extends Serializable {

    Port<I, O> open(Placement placement);
}
