// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import java.io.IOException;
import java.nio.file.Path;
import nightjar.job.Doors;
import nightjar.job.config.NightjarConfig;
import nightjar.job.doors.Opening;
import nightjar.job.doors.Ports;
import nightjar.job.doors.ProductionDoors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recordings to be. */
public final class Recordings {

    private static final Logger LOG = LoggerFactory.getLogger(Recordings.class);

    private Recordings() {}

    /**
     * Looks whether a recording can be begun there; leaves all as it is.
     *
     * @throws nightjar.job.config.ConfigurationException when there is something already
     */
    public static void require(Path night) {
        NightFolder.requireNothingAt(night);
    }

    /**
     * Makes the folder of a recording.
     *
     * @throws nightjar.job.config.ConfigurationException when it is not empty, or cannot be made
     * @return the production's doors, with a recorder before each neighbour
     */
    public static Doors begin(Path night, NightjarConfig config) {
        var folder = NightFolder.make(night.toAbsolutePath(), config).at().toString();
        return new ProductionDoors(config, Opening::production, new Into(folder));
    }

    /** Opens a recorder where the job runs. */
    private record Into(String folder) implements Ports.Door {
        private static final long serialVersionUID = 1;

        @Override
        public Ports open() {
            try {
                return new Recorder(Path.of(folder), Ports.PLAIN, false);
            } catch (IOException e) {
                LOG.error("Nothing is recorded in {}: {}", folder, e.toString());
                return Ports.PLAIN; // the night goes on
            }
        }
    }
}
