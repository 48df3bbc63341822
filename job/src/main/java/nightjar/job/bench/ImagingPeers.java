// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The C programs that do parts of what the engine does, where they are installed: source-extractor
 * finds the sources of the science image, SWarp resamples the template (three-lobed Lanczos), each
 * with its own defaults otherwise and on one core.
 *
 * @param name as upstream calls it
 * @param program where it is
 */
record ImagingPeers(String name, Path program) {
    private static final long PATIENCE_SECONDS = 300;

    /**
     * One that was timed.
     *
     * @param size pixels along each side
     * @param seconds by the wall clock, its second time, when the files are in memory
     */
    record PeerRun(String name, int size, double seconds) {

        String line() {
            return String.format(Locale.ROOT, "%-5d %-17s %.2f s", size, name, seconds);
        }
    }

    /** Those found in these folders, in the order in which a shell looks through them. */
    static List<ImagingPeers> in(List<Path> folders) {
        var found = new ArrayList<ImagingPeers>();
        first(folders, "source-extractor", "sex", "sextractor")
                .ifPresent(it -> found.add(new ImagingPeers("source-extractor", it)));
        first(folders, "SWarp", "swarp").ifPresent(it -> found.add(new ImagingPeers("SWarp", it)));
        return found;
    }

    /** The folders of the PATH. */
    static List<Path> path() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList();
    }

    private static Optional<Path> first(List<Path> folders, String... names) {
        return Stream.of(names)
                .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Runs it twice on the pair. */
    PeerRun timed(int size, StudyFiles files) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(files.folder().resolve("peers"));
        var command = name.equals("SWarp") ? resample(files) : extract(files, folder);
        run(command, folder);
        long before = System.nanoTime();
        run(command, folder);
        return new PeerRun(name, size, (System.nanoTime() - before) / 1e9);
    }

    private List<String> extract(StudyFiles files, Path folder) throws IOException {
        Files.writeString(folder.resolve("columns"), "X_IMAGE\nY_IMAGE\nFLUX_AUTO\nFLUXERR_AUTO\n");
        Files.writeString(folder.resolve("filter"), "CONV NORM\n1 2 1\n2 4 2\n1 2 1\n");
        return List.of(
                program.toString(),
                files.raw().toString(),
                "-PARAMETERS_NAME",
                "columns",
                "-FILTER_NAME",
                "filter",
                "-CATALOG_NAME",
                "sources",
                "-VERBOSE_TYPE",
                "QUIET");
    }

    private List<String> resample(StudyFiles files) {
        return List.of(
                program.toString(),
                files.template().toString(),
                "-RESAMPLING_TYPE",
                "LANCZOS3",
                "-SUBTRACT_BACK",
                "N",
                "-NTHREADS",
                "1",
                "-WRITE_XML",
                "N",
                "-VERBOSE_TYPE",
                "QUIET");
    }

    private void run(List<String> command, Path folder) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        if (!ended || process.exitValue() != 0) {
            String end = ended ? "exit code " + process.exitValue() : "no end in 300 s";
            String why = Files.readString(said, StandardCharsets.ISO_8859_1).strip();
            throw new IOException(name + ": " + end + "; it said: " + why);
        }
    }
}
