// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nightjar.job.config.ConfigurationException;

/** Waits for a cluster's processes to be what they should be, as long as they live. */
final class PairWatch {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private PairWatch() {}

    /** A JobManager that does not find it ends after some attempts. */
    static void awaitZooKeeper(PairSettings settings) throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        var roster = settings.roster();
        while (true) {
            dead(settings, Pair.ZOOKEEPER).ifPresent(PairWatch::fail);
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

    /**
     * Waits until a JobManager leads and all TaskManagers are with it.
     *
     * @return which of them ended by itself; empty when it is ready
     */
    static Optional<String> awaitReady(Pair pair) throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        var why = "";
        while (System.nanoTime() < giveUp) {
            var roster = pair.require();
            var settings = pair.settings(roster);
            var dead =
                    roster.roles().stream().flatMap(it -> dead(settings, it).stream()).findFirst();
            if (dead.isPresent()) {
                return dead;
            }
            try (var jobs = pair.impatientJobs()) {
                var overview = jobs.overview();
                why = overview.getNumTaskManagersConnected() + " TaskManagers are there";
                if (overview.getNumTaskManagersConnected() >= roster.taskManagers()) {
                    return Optional.empty();
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

    static void fail(String why) {
        throw new IllegalStateException(why);
    }

    private static Optional<String> dead(PairSettings settings, String role) {
        var roster = settings.roster();
        return roster.daemon(role).filter(it -> it.isAlive(settings.folder())).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "%s ended by itself%s: look into %s"
                                .formatted(role, why(settings, role), settings.log(role)));
    }

    private static String why(PairSettings settings, String role) {
        return settings.roster()
                .port(role)
                .filter(port -> !SmallPlace.isFree(port))
                .map(port -> ", another program holds its port " + port)
                .orElseGet(() -> LastLog.reason(settings.log(role)));
    }
}
