// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import nightjar.job.config.ConfigurationException;
import nightjar.job.config.NightjarConfig;

/** Looks, before the job starts, whether it could work with what it was told. */
public final class Readiness {

    private Readiness() {}

    /**
     * Looks for the topics, reads the camera's geometry and the pipelines, and asks the APDB how it
     * is: without them the job would only start over and over.
     *
     * @throws ConfigurationException saying what is missing, where, and what to do
     */
    public static void require(NightjarConfig config) throws InterruptedException {
        new KafkaDoors(config).requireTopics();
        try (var neighbours = new Neighbours(config)) {
            neighbours.wanted();
            neighbours.requireApdb();
        }
    }
}
