// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import nightjar.job.config.ConfigurationException;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.PackagedProgramUtils;
import org.apache.flink.client.program.ProgramInvocationException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;

/**
 * A version of nightjar: the job's jar, and nightjar's other jars in the folder {@code lib} beside
 * it. All of them travel with the job, so that a cluster takes one version after another; what is
 * others' is on the cluster's class path.
 *
 * @param jar the job's jar
 * @param libraries nightjar's other jars
 */
public record Program(Path jar, List<Path> libraries) {

    /** The main class that restores a savepoint into this version. */
    public static final String REHEARSAL = "nightjar.job.fit.Rehearsal";

    private static final String MAIN = "nightjar.job.NightjarJob";
    private static final int REHEARSAL_MIB = 768;

    public Program {
        libraries = List.copyOf(libraries);
    }

    /**
     * Looks for a version.
     *
     * @throws ConfigurationException when there is none
     */
    public static Program of(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new ConfigurationException(
                    jar + " is no file: give nightjar's jar, such as nightjar-job-*.jar");
        }
        var absolute = jar.toAbsolutePath().normalize();
        return new Program(absolute, own(absolute.resolveSibling("lib"), "nightjar-"));
    }

    /** The version that the launcher built. */
    public static Program built(Path root) {
        var found = own(root.resolve("job/target"), "nightjar-job-");
        if (found.isEmpty()) {
            throw new ConfigurationException(
                    root.resolve("job/target") + " has no nightjar-job jar: ./nightjar build");
        }
        return of(found.get(0));
    }

    private static List<Path> own(Path folder, String beginning) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(
                            file -> {
                                var name = file.getFileName().toString();
                                return isOwn(name) && name.startsWith(beginning);
                            })
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ConfigurationException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whether a jar of this name is nightjar's. */
    static boolean isOwn(String name) {
        return name.startsWith("nightjar-") && name.endsWith(".jar");
    }

    /**
     * Runs the version's own main, as far as its graph, in a class loader of its own.
     *
     * @param flink the cluster's settings
     * @param arguments main's words
     * @throws ConfigurationException what main had against its configuration
     */
    public JobGraph graph(Configuration flink, List<String> arguments) {
        try (var program = open(flink, arguments)) {
            int parallelism = flink.get(CoreOptions.DEFAULT_PARALLELISM);
            var graph = PackagedProgramUtils.createJobGraph(program, flink, parallelism, true);
            // They are sent along, and not looked for where the TaskManagers are.
            graph.setClasspaths(List.of());
            graph.addJars(urls());
            return graph;
        } catch (ProgramInvocationException e) {
            throw refusal(e);
        }
    }

    /**
     * Has a job go on from a savepoint or checkpoint.
     *
     * @param mayDrop whether state of operators that this version lacks is left behind
     */
    public static void goOn(JobGraph graph, String from, boolean mayDrop) {
        graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(from, mayDrop));
    }

    private PackagedProgram open(Configuration flink, List<String> arguments)
            throws ProgramInvocationException {
        return PackagedProgram.newBuilder()
                .setJarFile(jar.toFile())
                .setUserClassPaths(urls())
                .setEntryPointClassName(MAIN)
                .setConfiguration(flink)
                .setArguments(arguments.toArray(new String[0]))
                .build();
    }

    /**
     * Refuses what cannot be rehearsed, before anything is made for it.
     *
     * @throws ConfigurationException what is missing, and where
     */
    public void requireRehearsal() {
        if (!has(REHEARSAL)) {
            throw new ConfigurationException(
                    jar + " is no nightjar-job jar: it has no " + REHEARSAL);
        }
        if (libraries.isEmpty()) {
            throw new ConfigurationException(
                    "%s has no nightjar-*.jar: the version's other jars have to lie beside %s"
                            .formatted(jar.resolveSibling("lib"), jar.getFileName()));
        }
    }

    private boolean has(String type) {
        try (var files = new JarFile(jar.toFile())) {
            return files.getEntry(type.replace('.', '/') + ".class") != null;
        } catch (IOException e) {
            throw new ConfigurationException(jar + " is no jar: " + e.getMessage(), e);
        }
    }

    /** All that it runs with in a JVM of its own: its jars, and what the launcher has of others. */
    public List<String> classPath() {
        var path = new ArrayList<String>();
        path.add(jar.toString());
        libraries.forEach(library -> path.add(library.toString()));
        path.addAll(ofOthers());
        return path;
    }

    /** The launcher's libraries, without nightjar's own. */
    static List<String> ofOthers() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(
                        place ->
                                place.endsWith(".jar")
                                        && !isOwn(Path.of(place).getFileName().toString()))
                .toList();
    }

    /** Java and its options for such a JVM, up to the class path. */
    public static List<String> java() {
        var java = new ArrayList<>(FlinkCommand.java(REHEARSAL_MIB));
        java.add("-XX:TieredStopAtLevel=1");
        for (var own : List.of("nightjar.log", "log4j2.configurationFile")) {
            java.add("-D" + own + "=" + System.getProperty(own, ""));
        }
        return java;
    }

    private List<URL> urls() {
        var urls = new ArrayList<URL>();
        for (var library : libraries) {
            try {
                urls.add(library.toUri().toURL());
            } catch (IOException e) {
                throw new IllegalStateException("no URL of " + library, e);
            }
        }
        return urls;
    }

    /** Main's own words, whose class is that of another class loader. */
    private static RuntimeException refusal(ProgramInvocationException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getName().equals(ConfigurationException.class.getName())) {
                return new ConfigurationException(String.valueOf(cause.getMessage()), e);
            }
        }
        return new IllegalStateException("the job cannot be described: " + e.getMessage(), e);
    }
}
