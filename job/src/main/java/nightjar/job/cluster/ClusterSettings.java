// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * How a little cluster is set: as flink-conf says, but for what its place asks for.
 *
 * @param root the folder that holds flink-conf
 * @param folder for its configuration, checkpoints and temporary files
 * @param rpc JobManager's port for TaskManagers
 * @param rest JobManager's port for clients
 * @param slots of a TaskManager
 * @param more settings laid over all others
 */
public record ClusterSettings(
        Path root, Path folder, int rpc, int rest, int slots, Map<String, String> more) {

    public ClusterSettings {
        more = Map.copyOf(more);
    }

    /** On free ports. */
    public static ClusterSettings of(Path root, Path folder, int slots, Map<String, String> more) {
        return new ClusterSettings(
                root, folder, SmallPlace.freePort(), SmallPlace.freePort(), slots, more);
    }

    Path conf() {
        return folder.resolve("conf");
    }

    Path temporary() {
        return folder.resolve("tmp");
    }

    Path logging() {
        return root.resolve("flink-conf/log4j2.xml");
    }

    /** Where checkpoints are, a folder for each job. */
    public Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    /** All settings, of the processes and of jobs alike. */
    public Configuration flink() {
        var flink = GlobalConfiguration.loadConfiguration(root.resolve("flink-conf").toString());
        place().forEach(flink::setString);
        more.forEach(flink::setString);
        return flink;
    }

    private Map<String, String> place() {
        var place = new HashMap<>(SmallPlace.settings(slots, temporary()));
        place.put("jobmanager.rpc.port", Integer.toString(rpc));
        place.put("rest.port", Integer.toString(rest));
        place.put("rest.bind-port", Integer.toString(rest));
        place.put("execution.checkpointing.dir", checkpoints().toUri().toString());
        place.put(
                "execution.checkpointing.savepoint-dir",
                folder.resolve("savepoints").toUri().toString());
        return place;
    }

    /** Writes config.yaml for the processes. */
    void write() throws IOException {
        SmallPlace.write(flink(), conf());
    }
}
