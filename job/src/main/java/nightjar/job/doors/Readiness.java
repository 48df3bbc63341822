// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import java.util.Optional;
import nightjar.connectors.butler.Dusk;
import nightjar.job.config.ConfigurationException;
import nightjar.job.config.NightjarConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks, before the job starts, whether it could work with what it was told. */
public final class Readiness {

    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private Readiness() {}

    /**
     * Looks for the topics, reads the camera's geometry and the pipelines, asks the APDB how it is,
     * and looks whether the Butler's repository knows what will be exported: without them the job,
     * or the Butler's writer, would only start over and over.
     *
     * @throws ConfigurationException saying what is missing, where, and what to do
     */
    public static void require(NightjarConfig config) throws InterruptedException {
        new KafkaDoors(config).requireTopics();
        try (var neighbours = new Neighbours(config)) {
            neighbours.wanted();
            neighbours.requireApdb();
            if (!config.butler().root().isEmpty()) {
                require(neighbours.dusk().found());
            }
        }
    }

    /**
     * Looks whether a checkpoint or savepoint is the newest of the lineage, or newer.
     *
     * @param from where it is; empty for a start without one
     * @throws ConfigurationException when it is older: what was announced since would be announced
     *     again
     */
    public static void requireNewest(NightjarConfig config, Optional<String> from) {
        if (config.alerts().handOver()) {
            return; // Announce leaves out what is on the topic
        }
        if (from.isPresent() && config.alerts().olderAllowed()) {
            LOG.warn(
                    "alerts.olderAllowed: what was announced since {} is announced again",
                    from.get());
        } else if (from.isPresent()) {
            try (var neighbours = new Neighbours(config)) {
                Restoration.requireNewest(
                        from.get(), config.lineage(), neighbours.newestCheckpoint());
            }
        }
    }

    /** What a night can do without is told, and no reason not to start. */
    private static void require(Dusk.Found found) {
        found.missing().forEach(why -> LOG.warn("the Butler at dusk: {}", why));
        if (!found.refused().isEmpty()) {
            throw new ConfigurationException(
                    "butler.types: the Butler's " + String.join("; ", found.refused()));
        }
    }
}
