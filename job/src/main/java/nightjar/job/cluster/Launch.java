// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer;

/**
 * Starts the processes of a cluster from Flink's own entrypoints. Their class path has Flink and
 * what nightjar needs of others, but nothing of nightjar: that comes with the job.
 */
enum Launch {

    /** They outlive this JVM. */
    FREE,
    /** They die with this JVM, as a story's should. */
    LEASHED;

    private static final int ZOOKEEPER_MIB = 64;

    /** A process that nobody refers to loses its standard input, which is the leash. */
    private static final List<Process> HELD = new CopyOnWriteArrayList<>();

    private static final Path SETSID = Path.of("/usr/bin/setsid");

    /** Where a new cluster will listen. */
    Roster plan(int taskManagers, int slots, Map<String, String> more) {
        return this == FREE
                ? Roster.planned(taskManagers, slots, more)
                : Roster.plannedAside(taskManagers, slots, more);
    }

    Daemon start(String role, PairSettings settings) throws IOException {
        var command = new ArrayList<String>();
        // Out of the terminal's session, so that neither Ctrl-C nor a hang-up reaches it.
        if (this == FREE && Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.addAll(
                FlinkCommand.java(
                        heapMiB(role),
                        settings.temporary(),
                        settings.root().resolve("flink-conf/log4j2.xml")));
        command.add(Daemon.mark(settings.folder(), role));
        if (this == LEASHED) {
            // It lives for minutes: the second compiler would take more than it gives back.
            command.addAll(List.of("-XX:TieredStopAtLevel=1", Leashed.class.getName()));
        }
        command.addAll(entrypoint(role, settings));
        var log = settings.logs().resolve(role + ".log").toFile();
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.directory(settings.folder().toFile());
        if (this == FREE) {
            builder.redirectInput(new File("/dev/null"));
        }
        builder.environment().putAll(FlinkCommand.ENVIRONMENT);
        // Not in the command line: by that a process is known again.
        builder.environment().put("CLASSPATH", classPath(settings));
        var process = builder.start();
        if (this == LEASHED) {
            HELD.add(process);
        }
        return new Daemon(role, process.pid());
    }

    private static int heapMiB(String role) {
        return role.startsWith("taskmanager")
                ? SmallPlace.TASK_MANAGER_MIB
                : role.startsWith("jobmanager") ? SmallPlace.JOB_MANAGER_MIB : ZOOKEEPER_MIB;
    }

    private static List<String> entrypoint(String role, PairSettings settings) {
        var conf = settings.conf().toString();
        if (role.equals("zookeeper")) {
            return List.of(
                    FlinkZooKeeperQuorumPeer.class.getName(),
                    "--zkConfigFile",
                    settings.quorumFile().toString(),
                    "--peerId",
                    "1");
        }
        if (role.startsWith("jobmanager")) {
            var port = settings.roster().webOf(role);
            return List.of(
                    StandaloneSessionClusterEntrypoint.class.getName(),
                    "--configDir",
                    conf,
                    "-Drest.port=" + port,
                    "-Drest.bind-port=" + port);
        }
        return List.of(
                TaskManagerRunner.class.getName(),
                "--configDir",
                conf,
                // Under its own name a new one takes the place of the one that died, at once.
                "-Dtaskmanager.resource-id=" + role);
    }

    private String classPath(PairSettings settings) throws IOException {
        var libraries = String.join(File.pathSeparator, Program.ofOthers());
        return this == LEASHED ? leash(settings) + File.pathSeparator + libraries : libraries;
    }

    /** The one class of nightjar's that a leashed process needs, in a folder of its own. */
    private static Path leash(PairSettings settings) throws IOException {
        var folder = settings.conf().resolve("leash");
        var file = folder.resolve(Leashed.class.getName().replace('.', '/') + ".class");
        try (InputStream code = Leashed.class.getResourceAsStream("Leashed.class")) {
            if (code == null) {
                throw new IOException("the class " + Leashed.class + " has no file");
            }
            Files.createDirectories(folder.resolve("nightjar/job/cluster"));
            Files.write(file, code.readAllBytes());
        }
        return folder;
    }
}
