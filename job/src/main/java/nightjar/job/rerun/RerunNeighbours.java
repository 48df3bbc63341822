// SPDX-License-Identifier: Apache-2.0
package nightjar.job.rerun;

import nightjar.job.config.NightjarConfig;
import nightjar.job.doors.Neighbours;
import nightjar.model.port.Claims;

/** The night's neighbours; of its claims some are taken over. */
final class RerunNeighbours extends Neighbours {

    private final TakeOver takeOver;

    RerunNeighbours(NightjarConfig config, TakeOver takeOver) {
        super(config);
        this.takeOver = takeOver;
    }

    @Override
    protected Claims openClaims() {
        return takeOver.over(super.openClaims());
    }
}
