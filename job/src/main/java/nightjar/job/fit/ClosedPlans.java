// SPDX-License-Identifier: Apache-2.0
package nightjar.job.fit;

import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.port.Plans;

/** Plans that nobody reads. */
final class ClosedPlans implements Plans {

    private static <T> Outcome<T> closed() {
        return Outcome.lost(Loss.ignored("the doors are closed"));
    }

    @Override
    public Outcome<Stored> keep(Plan plan, AlertSource alerts) {
        return closed();
    }

    @Override
    public Outcome<Plan> read(Stored stored) {
        return closed();
    }

    @Override
    public Outcome<Integer> tell(Stored stored, Listener listener) {
        return closed();
    }
}
