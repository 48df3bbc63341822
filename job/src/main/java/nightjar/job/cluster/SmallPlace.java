// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.configuration.Configuration;

/** What has to be said to Flink's processes on one small machine, on loopback. */
final class SmallPlace {

    static final String LOOPBACK = "127.0.0.1";

    /** Greatest heap of a TaskManager of these settings: task and framework, and some air. */
    static final int TASK_MANAGER_MIB = 768;

    static final int JOB_MANAGER_MIB = 320;

    private static final int LEAST_PORT = 20_000;
    private static final int GREATEST_PORT = 32_000;
    private static final int TRIES = 1000;

    private SmallPlace() {}

    /**
     * The settings, whatever the ports.
     *
     * @param slots of each TaskManager
     */
    static Map<String, String> settings(int slots, Path temporary) {
        var place = new HashMap<String, String>();
        for (var address :
                new String[] {
                    "jobmanager.rpc.address",
                    "jobmanager.bind-host",
                    "rest.address",
                    "rest.bind-address",
                    "taskmanager.host",
                    "taskmanager.bind-host"
                }) {
            place.put(address, LOOPBACK);
        }
        place.put("taskmanager.numberOfTaskSlots", Integer.toString(slots));
        // Flink's shell scripts work these out; without them they have to be said.
        place.put("taskmanager.cpu.cores", "2");
        place.put("taskmanager.memory.task.heap.size", "512m");
        place.put("taskmanager.memory.task.off-heap.size", "0m");
        place.put("taskmanager.memory.framework.heap.size", "128m");
        place.put("taskmanager.memory.framework.off-heap.size", "128m");
        place.put("taskmanager.memory.jvm-metaspace.size", "256m");
        place.put("taskmanager.memory.jvm-overhead.min", "192m");
        place.put("taskmanager.memory.jvm-overhead.max", "192m");
        place.put("taskmanager.memory.network.min", "64m");
        place.put("taskmanager.memory.network.max", "64m");
        place.put("taskmanager.memory.managed.size", "64m");
        place.put("io.tmp.dirs", temporary.toString());
        return place;
    }

    /** Writes config.yaml into a folder. */
    static void write(Configuration flink, Path conf) throws IOException {
        Files.createDirectories(conf);
        var text = new StringBuilder();
        new TreeMap<>(flink.toMap())
                .forEach(
                        (key, value) ->
                                text.append(key)
                                        .append(": ")
                                        .append(new TextNode(value))
                                        .append('\n'));
        Files.writeString(conf.resolve("config.yaml"), text);
    }

    /** Below those that Linux gives to outgoing connections: it stays free until it is bound. */
    static int freePort() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LEAST_PORT, GREATEST_PORT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException(
                "no port is free between %d and %d: end what holds them"
                        .formatted(LEAST_PORT, GREATEST_PORT));
    }

    /** This one where it is free, else any. */
    static int freePort(int usual) {
        return isFree(usual) ? usual : freePort();
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
