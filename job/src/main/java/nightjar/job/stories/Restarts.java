// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nightjar.job.cluster.RetainedCheckpoints;
import nightjar.job.config.ConfigurationException;

/** Stories of checkpoints that are old, or that cannot be written, and of other full disks. */
final class Restarts {

    private static final int CHECKPOINTS_MIB = 96;
    private static final int CACHE_MIB = 1;

    private Restarts() {}

    static List<Story> all() {
        return List.of(
                Story.of(
                        "older-checkpoint",
                        "a start from an older checkpoint is refused: its alerts would be sent again",
                        Restarts::olderCheckpoint),
                Story.of(
                        "disk-full-checkpoints",
                        "no room for checkpoints: processing goes on, and alerts are seen when there is",
                        Restarts::checkpointsFull),
                Story.of(
                                "disk-full-cache",
                                "no room in the local cache: a miss costs a fetch, never a result",
                                Restarts::cacheFull)
                        .with((world, run) -> Map.of("store.cache", cache(world, run).toString())));
    }

    private static void olderCheckpoint(Run run) throws Exception {
        run.start();
        run.await("a checkpoint", run::hasCheckpoint);
        run.show().play();
        run.awaitEnd();
        run.stop();
        run.harmed(0);
        var oldest = RetainedCheckpoints.in(run.checkpoints()).get(0);
        try {
            run.start(Optional.of(oldest.toUri().toString()));
            run.broke("refused", "it started from " + oldest.getFileName());
        } catch (ConfigurationException e) {
            if (!String.valueOf(e.getMessage()).contains("announced again")) {
                run.broke("refused for what it is", String.valueOf(e.getMessage()));
            }
            run.startFromNewest();
        }
        // Time enough to send again what is sent again.
        TimeUnit.SECONDS.sleep(3);
    }

    private static void checkpointsFull(Run run) throws Exception {
        var claims = new ClaimWatch(run);
        try (var disk = SmallDisk.at(run.checkpoints(), CHECKPOINTS_MIB)) {
            run.start();
            run.await("a checkpoint", run::hasCheckpoint);
            run.show().begin();
            run.await("the first mark", claims::hasMarked);
            disk.fill();
            run.harmed(0);
            int all = StoryNight.VISITS * StoryNight.DETECTORS;
            run.await(
                    "all rows to be stored while the disk is full",
                    () -> Collections.frequency(claims.marks().values(), true) == all);
            disk.free();
            run.awaitEnd();
            run.stop();
        }
    }

    private static Path cache(World world, String run) {
        return world.box().folder().resolve(run + "-cache");
    }

    private static void cacheFull(Run run) throws Exception {
        try (var disk = SmallDisk.at(cache(run.world(), run.name()), CACHE_MIB)) {
            disk.fill();
            run.harmed(0);
            run.start();
            run.show().play();
            run.awaitEnd();
            run.stop();
        }
    }
}
