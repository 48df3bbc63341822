// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import java.io.IOException;
import java.nio.file.Path;
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
     * Makes the folder of a recording.
     *
     * @throws nightjar.job.config.ConfigurationException when it is not empty, or cannot be made
     */
    public static void begin(Path night, NightjarConfig config) {
        var unused = NightFolder.make(night, config);
    }

    /** The production's doors, with a recorder before each neighbour. */
    public static ProductionDoors doors(NightjarConfig config, Path night) {
        return new ProductionDoors(config, Opening::production, new Into(night.toString()));
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
