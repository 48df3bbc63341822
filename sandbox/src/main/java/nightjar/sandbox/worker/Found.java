// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import nightjar.sandbox.sky.Dice;
import nightjar.sandbox.sky.SkyPoint;

/**
 * A visit-detector's findings as the files of a difference (docs/payload.md): diaSources.csv,
 * footprints.csv, cutouts.csv and cutouts.bin.
 *
 * @param seen in the order of their rows
 * @param seed of the cutouts' bytes, which are no pictures
 */
record Found(List<TrueSky.Seen> seen, long seed) {

    static final double FLUX_ERROR_NJY = 100;

    private static final double BOX_HALF_ARCSEC = 3;
    private static final int CUTOUT_BYTES = 600;
    private static final int CUTOUTS = 3;

    /** Writes the four files. */
    void write(Path work) throws IOException {
        StringBuilder sources = new StringBuilder("# fluxes nJy, angles deg ICRS, x and y px\n");
        sources.append("ra,dec,raErr,decErr,x,y,psfFlux,psfFluxErr,snr,isNegative,reliability,");
        sources.append("bboxSize,scienceFlux,scienceFluxErr,trailLength,isDipole,glint_trail\n");
        StringBuilder footprints = new StringBuilder("ra0,dec0,ra1,dec1,ra2,dec2,ra3,dec3\n");
        StringBuilder cutouts =
                new StringBuilder("differenceOffset,differenceLength,scienceOffset,")
                        .append("scienceLength,templateOffset,templateLength\n");
        for (int row = 0; row < seen.size(); row++) {
            sources.append(source(seen.get(row)));
            footprints.append(footprint(seen.get(row).at()));
            cutouts.append(cutout(row));
        }
        Files.writeString(work.resolve("diaSources.csv"), sources);
        Files.writeString(work.resolve("footprints.csv"), footprints);
        Files.writeString(work.resolve("cutouts.csv"), cutouts);
        Files.write(work.resolve("cutouts.bin"), pictures());
    }

    private static String source(TrueSky.Seen it) {
        return String.format(
                Locale.ROOT,
                "%.9f,%.9f,1e-5,1e-5,%.3f,%.3f,%.2f,%.0f,%.3f,false,0.9,30,%.2f,%.0f,0.1,false,false%n",
                it.at().raDeg(),
                it.at().decDeg(),
                it.pixel().x(),
                it.pixel().y(),
                it.fluxNJy(),
                FLUX_ERROR_NJY,
                it.snr(),
                it.fluxNJy() + 5000,
                FLUX_ERROR_NJY);
    }

    private static String footprint(SkyPoint at) {
        StringBuilder corners = new StringBuilder();
        for (int[] s : new int[][] {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}) {
            SkyPoint corner = at.shifted(s[0] * BOX_HALF_ARCSEC, s[1] * BOX_HALF_ARCSEC);
            corners.append(corners.isEmpty() ? "" : ",")
                    .append(
                            String.format(
                                    Locale.ROOT, "%.9f,%.9f", corner.raDeg(), corner.decDeg()));
        }
        return corners.append('\n').toString();
    }

    private static String cutout(int row) {
        StringBuilder places = new StringBuilder();
        for (int kind = 0; kind < CUTOUTS; kind++) {
            places.append(kind == 0 ? "" : ",")
                    .append((CUTOUTS * row + kind) * CUTOUT_BYTES)
                    .append(',')
                    .append(CUTOUT_BYTES);
        }
        return places.append('\n').toString();
    }

    private byte[] pictures() {
        RandomGenerator chance = Dice.of(seed, "cutouts");
        byte[] pictures = new byte[CUTOUTS * CUTOUT_BYTES * seen.size()];
        chance.nextBytes(pictures);
        return pictures;
    }
}
