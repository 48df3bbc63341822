// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static final String LOOPBACK = "127.0.0.1";

    public ClusterSettings {
        more = Map.copyOf(more);
    }

    /** On free ports. */
    public static ClusterSettings of(Path root, Path folder, int slots, Map<String, String> more) {
        return new ClusterSettings(root, folder, freePort(), freePort(), slots, more);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        return Map.ofEntries(
                Map.entry("jobmanager.rpc.address", LOOPBACK),
                Map.entry("jobmanager.bind-host", LOOPBACK),
                Map.entry("jobmanager.rpc.port", Integer.toString(rpc)),
                Map.entry("rest.address", LOOPBACK),
                Map.entry("rest.bind-address", LOOPBACK),
                Map.entry("rest.port", Integer.toString(rest)),
                Map.entry("rest.bind-port", Integer.toString(rest)),
                Map.entry("taskmanager.host", LOOPBACK),
                Map.entry("taskmanager.bind-host", LOOPBACK),
                Map.entry("taskmanager.numberOfTaskSlots", Integer.toString(slots)),
                // Flink's shell scripts work these out; without them they have to be said.
                Map.entry("taskmanager.cpu.cores", "2"),
                Map.entry("taskmanager.memory.task.heap.size", "512m"),
                Map.entry("taskmanager.memory.task.off-heap.size", "0m"),
                Map.entry("taskmanager.memory.framework.heap.size", "128m"),
                Map.entry("taskmanager.memory.framework.off-heap.size", "128m"),
                Map.entry("taskmanager.memory.jvm-metaspace.size", "256m"),
                Map.entry("taskmanager.memory.jvm-overhead.min", "192m"),
                Map.entry("taskmanager.memory.jvm-overhead.max", "192m"),
                Map.entry("taskmanager.memory.network.min", "64m"),
                Map.entry("taskmanager.memory.network.max", "64m"),
                Map.entry("taskmanager.memory.managed.size", "64m"),
                Map.entry("io.tmp.dirs", temporary().toString()),
                Map.entry("execution.checkpointing.dir", checkpoints().toUri().toString()),
                Map.entry(
                        "execution.checkpointing.savepoint-dir",
                        folder.resolve("savepoints").toUri().toString()));
    }

    /** Writes config.yaml for the processes. */
    void write() throws IOException {
        Files.createDirectories(conf());
        var text = new StringBuilder();
        flink().toMap()
                .forEach(
                        (key, value) ->
                                text.append(key)
                                        .append(": ")
                                        .append(new TextNode(value))
                                        .append('\n'));
        Files.writeString(conf().resolve("config.yaml"), text);
    }
}
