// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.nio.file.Path;
import nightjar.job.config.Configurations;
import nightjar.job.doors.Neighbours;
import nightjar.model.port.ObjectStore;

/** Neighbours of which only the store is opened, and that is a folder. */
final class MemoryNeighbours extends Neighbours {

    MemoryNeighbours(String yaml) {
        super(Configurations.parse(yaml));
    }

    @Override
    protected ObjectStore openStore() {
        return MemoryPorts.files(Path.of(config().store().cache()));
    }
}
