// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.worker;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The newest Java on this machine: image arithmetic is several times faster on a newer one than on
 * the 17 that Flink runs on.
 *
 * @param home the JDK's folder
 * @param version its version, for instance 25.0.3
 */
public record NewestJava(Path home, Runtime.Version version) {

    /** Names the worker's Java, when the newest one is not to be used. */
    public static final String PROPERTY = "nightjar.worker.java.home";

    public Path executable() {
        return home.resolve("bin").resolve("java");
    }

    /**
     * Looks at the system property {@value #PROPERTY} (which wins if it is set), at JAVA_HOME, at
     * the running Java, at their siblings and in /usr/lib/jvm.
     */
    public static NewestJava find() {
        var told = System.getProperty(PROPERTY, "");
        if (!told.isEmpty()) {
            return at(Path.of(told))
                    .orElseThrow(
                            () ->
                                    new IllegalArgumentException(
                                            PROPERTY + " names " + told + ", where no Java is"));
        }
        var running = Path.of(System.getProperty("java.home"));
        var homes = new LinkedHashSet<Path>();
        homes.add(running);
        Optional.ofNullable(System.getenv("JAVA_HOME")).map(Path::of).ifPresent(homes::add);
        return among(homes, List.of(Path.of("/usr/lib/jvm")))
                .orElseGet(() -> new NewestJava(running, Runtime.version()));
    }

    /** The newest of these homes, their siblings, and those below these folders. */
    static Optional<NewestJava> among(Set<Path> homes, List<Path> folders) {
        var siblings =
                homes.stream().flatMap(home -> Optional.ofNullable(home.getParent()).stream());
        var below = Stream.concat(siblings, folders.stream()).distinct().flatMap(NewestJava::below);
        return Stream.concat(homes.stream(), below)
                .flatMap(home -> at(home).stream())
                .max(Comparator.comparing(NewestJava::version));
    }

    /** That of a folder, if there is one. */
    public static Optional<NewestJava> at(Path home) {
        var release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin").resolve("java"))
                || !Files.isReadable(release)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(release)) {
            var properties = new Properties();
            properties.load(in);
            var version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
            return Optional.of(new NewestJava(home, Runtime.Version.parse(version)));
        } catch (IOException | IllegalArgumentException e) {
            // A folder that is no JDK, or one older than the scheme of versions.
            return Optional.empty();
        }
    }

    /** Whether its run-time image has a module. */
    public boolean has(String module) {
        try (var in = Files.newInputStream(home.resolve("release"))) {
            var properties = new Properties();
            properties.load(in);
            var modules = properties.getProperty("MODULES", "").replace("\"", "");
            return List.of(modules.split(" ")).contains(module);
        } catch (IOException e) {
            // without the list a module that was asked for might keep the Java from starting
            return false;
        }
    }

    private static Stream<Path> below(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        var found = Stream.<Path>builder();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(found::add);
        } catch (IOException e) {
            return Stream.empty();
        }
        return found.build();
    }
}
