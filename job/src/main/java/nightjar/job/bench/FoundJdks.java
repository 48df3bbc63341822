// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The Java installations of this machine that the engine runs on, one of each feature release. */
final class FoundJdks {
    private static final int OLDEST = 17;
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"((\\d+)[^\"]*)\"");

    private FoundJdks() {}

    /** Their {@code java}, oldest first; this very one is always among them. */
    static Collection<Path> launchers() {
        var byFeature = new TreeMap<Integer, Path>();
        Path own = Path.of(System.getProperty("java.home"));
        var homes = new ArrayList<Path>(List.of(own));
        Path user = Path.of(System.getProperty("user.home", "/"));
        for (Path parent :
                List.of(
                        Path.of("/usr/lib/jvm"),
                        Path.of("/opt"),
                        user.resolve(".sdkman/candidates/java"),
                        user.resolve(".jdks"))) {
            homes.addAll(foldersIn(parent));
        }
        for (Path home : homes) {
            Path java = home.resolve("bin/java");
            feature(home)
                    .filter(f -> f >= OLDEST && Files.isExecutable(java))
                    .ifPresent(f -> byFeature.putIfAbsent(f, java));
        }
        return byFeature.values();
    }

    private static List<Path> foldersIn(Path parent) {
        try (var children = Files.list(parent)) {
            return children.sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Optional<Integer> feature(Path home) {
        try {
            var version = VERSION.matcher(Files.readString(home.resolve("release")));
            return version.find()
                    ? Optional.of(Integer.parseInt(version.group(2)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
