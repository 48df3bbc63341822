// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/** What k8s-operator holds: as it is written, and as kustomize renders it for a place. */
final class Manifests {

    static final Path ROOT = Path.of(System.getProperty("nightjar.root", ".."));
    static final Path FOLDER = ROOT.resolve("k8s-operator");
    static final List<String> OVERLAYS = List.of("dev", "int", "prod");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<List<String>> RENDERERS =
            List.of(List.of("kubectl", "kustomize"), List.of("kustomize", "build"));

    private Manifests() {}

    /**
     * One resource.
     *
     * @param from the file, or the overlay that it was rendered for
     */
    record Manifest(String from, JsonNode body) {

        String kind() {
            return body.path("kind").asText();
        }

        String name() {
            return body.path("metadata").path("name").asText();
        }

        JsonNode spec() {
            return body.path("spec");
        }

        @Override
        public String toString() {
            return from + " " + kind() + " " + name();
        }
    }

    /** All that is written, patches of overlays included. */
    static List<Manifest> written() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("kustomization.yaml"))
                    .sorted()
                    .flatMap(file -> read(file).stream())
                    .toList();
        }
    }

    static Manifest written(String file, String kind) {
        return read(FOLDER.resolve(file)).stream()
                .filter(it -> it.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static List<Manifest> read(Path file) {
        try {
            return parse(FOLDER.relativize(file).toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Manifest> parse(String from, String yaml) {
        return StreamSupport.stream(new Yaml().loadAll(yaml).spliterator(), false)
                .map(it -> new Manifest(from, JSON.<JsonNode>valueToTree(it)))
                .toList();
    }

    /** Empty when neither kubectl nor kustomize can be had here. */
    static Optional<List<Manifest>> rendered(String overlay) throws Exception {
        for (var renderer : RENDERERS) {
            var command = new ArrayList<>(renderer);
            command.add(FOLDER.resolve("overlays").resolve(overlay).toString());
            Process process;
            try {
                process = new ProcessBuilder(command).redirectErrorStream(true).start();
            } catch (IOException notInstalled) {
                continue;
            }
            var said = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " says: " + said);
            }
            return Optional.of(parse("overlays/" + overlay, said));
        }
        return Optional.empty();
    }
}
