// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nightjar.sandbox.camera.WriteStudyPair;

/**
 * A simulated pair on disk, made by a Java of its own: a big one needs more memory than the bench.
 *
 * @param folder holds raw.fits, template.fits, truth.json
 */
record StudyFiles(Path folder) implements AutoCloseable {

    /**
     * What a Java says of each incubating module that it was asked for; there is no option against
     * it.
     */
    private static final String INCUBATOR = "WARNING: Using incubator modules";

    /**
     * Makes one.
     *
     * @param seeing of the raw image, arcsec
     * @param exposures averaged in the template
     */
    static StudyFiles make(long seed, int size, double seeing, int exposures)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("nightjar-study");
        var files = new StudyFiles(folder);
        var made =
                run(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        List.of("-Xmx3g", "-XX:+UseSerialGC"),
                        WriteStudyPair.class.getName(),
                        folder.toString(),
                        Long.toString(seed),
                        Integer.toString(size),
                        Double.toString(seeing),
                        Integer.toString(exposures));
        if (!Files.exists(files.truth())) {
            files.close();
            throw new IOException("no pair was made: " + made);
        }
        return files;
    }

    /** Runs a main class of ours to its end; the lines it printed. */
    static List<String> run(Path java, List<String> options, String main, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>(List.of(java.toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(arguments));
        Path errors = Files.createTempFile("nightjar-study", ".err");
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            var lines = out.lines().toList();
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException(main + " on " + java + " ended with exit code " + code);
            }
            return lines;
        } finally {
            process.destroyForcibly();
            for (String line : Files.readAllLines(errors)) {
                if (!line.startsWith(INCUBATOR)) {
                    System.err.println(line);
                }
            }
            Files.delete(errors);
        }
    }

    Path raw() {
        return folder.resolve("raw.fits");
    }

    Path template() {
        return folder.resolve("template.fits");
    }

    Path truth() {
        return folder.resolve("truth.json");
    }

    /** Deletes the folder. */
    @Override
    public void close() throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
