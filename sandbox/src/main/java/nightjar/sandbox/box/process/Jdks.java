// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The Java installations of this machine, as far as the sandbox needs them. */
public final class Jdks {

    /** Names a Java 17 installation when the search does not find one. */
    public static final String JAVA_17_PROPERTY = "nightjar.java17";

    private Jdks() {}

    /** The {@code java} that runs this very process. */
    public static Path current() {
        return launcher(Path.of(System.getProperty("java.home")));
    }

    /**
     * The {@code java} of a Java 17, which Cassandra 5.0 needs: this process's own, one named by
     * property or environment, or one that lies where installers put it.
     */
    public static Path seventeen() throws IOException {
        if (Runtime.version().feature() == 17) {
            return current();
        }
        return candidates().stream()
                .filter(Jdks::isSeventeen)
                .findFirst()
                .map(Jdks::launcher)
                .orElseThrow(
                        () ->
                                new IOException(
                                        "Cassandra needs a Java 17 and this is Java "
                                                + Runtime.version().feature()
                                                + ": install one, or name it with JAVA_HOME or -D"
                                                + JAVA_17_PROPERTY));
    }

    private static List<Path> candidates() {
        List<Path> homes = new ArrayList<>();
        Optional.ofNullable(System.getProperty(JAVA_17_PROPERTY))
                .map(Path::of)
                .ifPresent(homes::add);
        for (String name : List.of("JAVA_HOME", "JAVA17_HOME", "JAVA_HOME_17_X64", "JDK_17")) {
            Optional.ofNullable(System.getenv(name)).map(Path::of).ifPresent(homes::add);
        }
        homes.addAll(foldersIn(Path.of("/usr/lib/jvm"), ""));
        homes.addAll(foldersIn(Path.of("/opt"), ""));
        homes.addAll(foldersIn(Path.of("/Library/Java/JavaVirtualMachines"), "Contents/Home"));
        Path user = Path.of(System.getProperty("user.home", "/"));
        homes.addAll(foldersIn(user.resolve(".sdkman/candidates/java"), ""));
        homes.addAll(foldersIn(user.resolve(".jdks"), ""));
        return homes;
    }

    private static List<Path> foldersIn(Path parent, String inside) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(parent)) {
            children.forEach(child -> found.add(child.resolve(inside)));
        } catch (IOException e) {
            return List.of();
        }
        return found;
    }

    private static boolean isSeventeen(Path home) {
        try {
            return Files.isExecutable(launcher(home))
                    && Files.readString(home.resolve("release"), StandardCharsets.UTF_8)
                            .contains("JAVA_VERSION=\"17");
        } catch (IOException e) {
            return false;
        }
    }

    private static Path launcher(Path home) {
        return home.resolve("bin").resolve("java");
    }
}
