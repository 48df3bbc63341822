// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import nightjar.job.config.Configurations;
import nightjar.job.config.NightjarConfig;
import nightjar.job.doors.Neighbours;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.ImageWorkers;

/**
 * Neighbours in memory whose image workers do nothing but burn a core each, for as long as told.
 */
final class BurningNeighbours extends BenchNeighbours {

    private BurningNeighbours(NightjarConfig config) {
        super(config, true);
    }

    static Neighbours open(String yaml) {
        return new BurningNeighbours(Configurations.parse(yaml));
    }

    @Override
    protected ImageWorkers openWorkers() {
        return new Burning();
    }

    private static final class Burning extends StubWorkers {

        /** With two workers, some two visits of 189 take two minutes and a half. */
        private static final long NANOS = 800_000_000;

        private volatile double burnt;

        @Override
        public Outcome<Summary> difference(Request request, Deadline deadline) {
            long until = System.nanoTime() + NANOS;
            double sum = burnt;
            while (System.nanoTime() < until) {
                for (int i = 1; i < 1000; i++) {
                    sum += Math.sqrt(i) / (1 + Math.abs(sum));
                }
            }
            burnt = sum;
            return super.difference(request, deadline);
        }
    }
}
