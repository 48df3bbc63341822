// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import nightjar.model.Outcome;
import nightjar.model.port.ImageWorkers;

/** What runs a pipeline. */
public interface Engines {

    /**
     * One pipeline's.
     *
     * @param needsTemplate whether it cannot be run without one
     */
    record Engine(ImageWorkers workers, boolean needsTemplate) {}

    /**
     * @param pipeline a name or path, as configured
     * @return {@code Lost} IGNORABLE when nothing of ours runs it, INVALID when nobody knows it
     */
    Outcome<Engine> of(String pipeline);
}
