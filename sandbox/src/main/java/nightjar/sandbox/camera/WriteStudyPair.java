// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a {@link StudyPair} into a folder: raw.fits, template.fits, truth.json. */
public final class WriteStudyPair {
    private static final String USAGE =
            "usage: WriteStudyPair DIR SEED SIZE SEEING_ARCSEC TEMPLATE_EXPOSURES";

    private WriteStudyPair() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 5) {
            System.err.println(USAGE);
            System.exit(2);
        }
        var pair =
                StudyPair.of(
                        Long.parseLong(args[1]),
                        Integer.parseInt(args[2]),
                        Double.parseDouble(args[3]),
                        Integer.parseInt(args[4]));
        Path folder = Files.createDirectories(Path.of(args[0]));
        Files.write(folder.resolve("raw.fits"), pair.raw());
        Files.write(folder.resolve("template.fits"), pair.template());
        Files.writeString(folder.resolve("truth.json"), Json.truth(pair.truth()).toPrettyString());
    }
}
