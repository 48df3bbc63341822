// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import nightjar.job.config.ConfigurationException;

/** Waits for a cluster's processes to be what they should be, as long as they live. */
final class PairWatch {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private PairWatch() {}

    /** One of its processes ended, and nobody asked it to. */
    static final class EndedException extends IllegalStateException {

        private static final long serialVersionUID = 1;

        EndedException(String words) {
            super(words);
        }
    }

    /** A JobManager that does not find it ends after some attempts. */
    static void awaitZooKeeper(PairSettings settings) throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        var roster = settings.roster();
        while (true) {
            requireAlive(settings, Pair.ZOOKEEPER);
            if (ZooKeeperProbe.serves(roster.zooKeeper(), settings.zooKeeper())) {
                return;
            }
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException(
                        "ZooKeeper does not answer on port %d after %d s: look into %s"
                                .formatted(
                                        roster.zooKeeper(),
                                        PATIENCE.toSeconds(),
                                        settings.log(Pair.ZOOKEEPER)));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Waits until a JobManager leads and all TaskManagers are with it. */
    static void awaitReady(Pair pair) throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        var why = "";
        while (System.nanoTime() < giveUp) {
            var roster = pair.require();
            roster.roles().forEach(role -> requireAlive(pair.settings(roster), role));
            try (var jobs = pair.impatientJobs()) {
                var overview = jobs.overview();
                why = overview.getNumTaskManagersConnected() + " TaskManagers are there";
                if (overview.getNumTaskManagersConnected() >= roster.taskManagers()) {
                    return;
                }
            } catch (ConfigurationException e) {
                throw e;
            } catch (IllegalStateException e) {
                why = String.valueOf(e.getMessage());
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new IllegalStateException(
                "the cluster is not ready after %d s (%s): look into %s"
                        .formatted(PATIENCE.toSeconds(), why, pair.logs()));
    }

    private static void requireAlive(PairSettings settings, String role) {
        var roster = settings.roster();
        if (roster.daemon(role).filter(it -> it.isAlive(settings.folder())).isEmpty()) {
            throw new EndedException(
                    "%s%s ended by itself%s: look into %s"
                            .formatted(
                                    role,
                                    roster.port(role),
                                    LastLog.reason(settings.log(role)),
                                    settings.log(role)));
        }
    }
}
