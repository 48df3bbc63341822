// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * How a cluster of a pair of JobManagers is set: as flink-conf says, but for what its place asks
 * for.
 *
 * @param root the folder that holds flink-conf
 * @param folder of the cluster
 * @param roster its ports and sizes
 */
record PairSettings(Path root, Path folder, Roster roster) {

    /** ZooKeeper lets no session be shorter than two of these, in ms. */
    private static final int TICK_MS = 1000;

    Path conf() {
        return folder.resolve("conf");
    }

    Path temporary() {
        return folder.resolve("tmp");
    }

    Path logs() {
        return folder.resolve("logs");
    }

    /** What a process says. */
    Path log(String role) {
        return logs().resolve(role + ".log");
    }

    Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    Path savepoints() {
        return folder.resolve("savepoints");
    }

    /** Jobs, their jars, and where the newest checkpoints are. */
    private Path highAvailability() {
        return folder.resolve("ha");
    }

    /** What goes when the cluster goes for good, but for checkpoints and savepoints. */
    List<Path> ownFolders() {
        return List.of(conf(), temporary(), logs(), highAvailability(), zooKeeper());
    }

    /** Its data. */
    Path zooKeeper() {
        return folder.resolve("zookeeper");
    }

    Configuration flink() {
        var flink = GlobalConfiguration.loadConfiguration(root.resolve("flink-conf").toString());
        SmallPlace.settings(roster.slots(), temporary()).forEach(flink::setString);
        place().forEach(flink::setString);
        roster.more().forEach(flink::setString);
        return flink;
    }

    private Map<String, String> place() {
        return Map.of(
                "high-availability.type", "zookeeper",
                "high-availability.zookeeper.quorum",
                        SmallPlace.LOOPBACK + ":" + roster.zooKeeper(),
                "high-availability.storageDir", highAvailability().toUri().toString(),
                "high-availability.cluster-id", "/nightjar",
                "execution.checkpointing.dir", checkpoints().toUri().toString(),
                "execution.checkpointing.savepoint-dir", savepoints().toUri().toString(),
                "parallelism.default", Integer.toString(roster.parallelism()));
    }

    /** Writes what the processes read. */
    void write() throws IOException {
        for (var each : ownFolders()) {
            Folders.createPrivate(each);
        }
        // What they hold of images may not have been cleared yet.
        Folders.createPrivate(checkpoints());
        Folders.createPrivate(savepoints());
        SmallPlace.write(flink(), conf());
        var quorum = new Properties();
        quorum.setProperty("dataDir", zooKeeper().toString());
        quorum.setProperty("clientPort", Integer.toString(roster.zooKeeper()));
        quorum.setProperty("clientPortAddress", SmallPlace.LOOPBACK);
        quorum.setProperty("tickTime", Integer.toString(TICK_MS));
        quorum.setProperty("admin.enableServer", "false");
        quorum.setProperty("4lw.commands.whitelist", ZooKeeperProbe.WORD);
        try (var out = Files.newBufferedWriter(quorumFile(), StandardCharsets.UTF_8)) {
            quorum.store(out, "written by nightjar");
        }
    }

    Path quorumFile() {
        return conf().resolve("zoo.cfg");
    }
}
