// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Consumer;
import nightjar.job.config.ConfigurationException;
import nightjar.job.config.Configurations;
import nightjar.job.config.NightjarConfig;

/**
 * A recording's folder: a manifest, and for each start of the job a file of entries and a pack of
 * blobs. It holds sources that Sattle has not cleared, so that it is its owner's alone.
 *
 * @param at the folder
 */
record NightFolder(Path at) {

    private static final int FORMAT = 1;
    private static final String MANIFEST = "manifest.json";
    private static final String ENTRIES = ".entries.gz";
    private static final String BLOBS = ".blobs";
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /**
     * What a recording says of itself.
     *
     * @param configuration without secrets
     * @param entries in the parts that were closed
     * @param dropped what they lack
     */
    record Manifest(int format, String version, String configuration, long entries, long dropped) {

        /**
         * What it says, with folders of the store below this one.
         *
         * @param unknown hears of each key that this version does not know
         */
        NightjarConfig config(Path local, Consumer<String> unknown) throws IOException {
            var tree = (ObjectNode) YAML.readTree(configuration);
            tree.withObject("/store")
                    .put("cache", local.resolve("cache").toString())
                    .put("scratch", local.resolve("scratch").toString());
            return Configurations.parse(YAML.writeValueAsString(tree), unknown);
        }
    }

    /**
     * Makes the folder for a recording to come.
     *
     * @throws ConfigurationException when something is there already, or it cannot be made
     */
    static NightFolder make(Path at, NightjarConfig config) {
        requireNothingAt(at);
        var folder = new NightFolder(at);
        try {
            Files.createDirectories(at);
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(at, PosixFilePermissions.fromString("rwx------"));
            }
            folder.write(new Manifest(FORMAT, version(), withoutSecrets(config), 0, 0));
            return folder;
        } catch (IOException e) {
            throw cannotBeKept(at, e);
        }
    }

    static void requireNothingAt(Path at) {
        try {
            if (Files.exists(at) && !isEmpty(at)) {
                throw new ConfigurationException(
                        at + " is not empty: name a new folder for the recording");
            }
        } catch (IOException e) {
            throw cannotBeKept(at, e);
        }
    }

    private static ConfigurationException cannotBeKept(Path at, IOException e) {
        return new ConfigurationException(
                "no recording can be kept in "
                        + at
                        + " ("
                        + e
                        + "): name a new folder where one can be made",
                e);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static String version() {
        var known = NightFolder.class.getPackage().getImplementationVersion();
        return known == null ? "unpacked" : known;
    }

    /** Secrets are files and stay there; clients' free properties may hold anything. */
    private static String withoutSecrets(NightjarConfig config) throws IOException {
        var tree = (ObjectNode) YAML.readTree(Configurations.toYaml(config));
        for (var cluster : tree.withObject("/kafka")) {
            ((ObjectNode) cluster).putObject("properties");
        }
        return YAML.writeValueAsString(tree);
    }

    private void write(Manifest manifest) throws IOException {
        var part = at.resolve(MANIFEST + ".part");
        Files.writeString(part, Codec.text(manifest));
        Files.move(part, at.resolve(MANIFEST), StandardCopyOption.ATOMIC_MOVE);
    }

    /** A part was closed. */
    void count(long entries, long dropped) throws IOException {
        if (Files.exists(at.resolve(MANIFEST))) {
            var so = manifest();
            write(
                    new Manifest(
                            so.format(),
                            so.version(),
                            so.configuration(),
                            so.entries() + entries,
                            so.dropped() + dropped));
        }
    }

    /**
     * @throws ConfigurationException when this is no recording, or one of a later version
     */
    Manifest manifest() {
        try {
            var text = Files.readString(at.resolve(MANIFEST));
            var manifest = Codec.value(text, Manifest.class);
            if (manifest.format() != FORMAT) {
                throw new ConfigurationException(
                        at
                                + " is a recording of format "
                                + manifest.format()
                                + ", this nightjar plays format "
                                + FORMAT);
            }
            return manifest;
        } catch (IOException e) {
            throw new ConfigurationException(
                    at + " is no recording of a night (" + e + "): name a folder of one", e);
        }
    }

    /** Where a part of the recording lies, by the instant at which it was begun. */
    Path entries(String part) {
        return at.resolve(part + ENTRIES);
    }

    Path blobs(String part) {
        return at.resolve(part + BLOBS);
    }

    /** In the order in which they were begun. */
    List<String> parts() throws IOException {
        try (var files = Files.list(at)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(ENTRIES))
                    .map(name -> name.substring(0, name.length() - ENTRIES.length()))
                    .sorted()
                    .toList();
        }
    }
}
