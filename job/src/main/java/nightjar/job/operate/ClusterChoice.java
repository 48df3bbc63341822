// SPDX-License-Identifier: Apache-2.0
package nightjar.job.operate;

import java.nio.file.Path;
import java.util.Optional;
import nightjar.job.cluster.Pair;
import picocli.CommandLine.Option;

/** Which cluster. */
final class ClusterChoice {

    @Option(
            names = "--folder",
            paramLabel = "F",
            description = "the cluster's folder (default: .nightjar/cluster beside the launcher)")
    Optional<Path> folder = Optional.empty();

    Pair pair() {
        return Pair.in(root(), folder.orElse(root().resolve(".nightjar/cluster")));
    }

    /** Where the launcher is. */
    static Path root() {
        return Path.of(System.getProperty("nightjar.root", ".")).toAbsolutePath().normalize();
    }
}
