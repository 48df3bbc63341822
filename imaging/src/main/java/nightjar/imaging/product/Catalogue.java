// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nightjar.imaging.measure.SourceRow;
import nightjar.imaging.sky.SkyPosition;
import nightjar.imaging.sky.Wcs;

/** The two tables of a difference: its sources, and the boxes they occupy on the sky. */
public final class Catalogue {
    private static final List<String> UNITS =
            List.of(
                    "# DIASource fields of lsst.v11_0; row number = identity; order: y, then x",
                    "# ra dec trailRa trailDec: deg ICRS; raErr: deg, of RA*cos(dec); ra_dec_Cov: deg^2",
                    "# x y xErr yErr: px, 0-based; fluxes: nJy; ixx iyy ixy *PSF: arcsec^2",
                    "# trailLength dipoleLength: arcsec; trailAngle dipoleAngle: deg, north through east",
                    "# snr: peak |S| of the score image; bboxSize: px");

    private Catalogue() {}

    /** Writes diaSources.csv and footprints.csv. */
    public static void write(List<SourceRow> rows, Wcs wcs, Path folder) throws IOException {
        var sources = new ArrayList<>(UNITS);
        sources.add(String.join(",", SourceRow.columns()));
        var boxes = new ArrayList<String>();
        boxes.add("ra0,dec0,ra1,dec1,ra2,dec2,ra3,dec3");
        for (SourceRow row : rows) {
            sources.add(row.csv());
            double[] b = row.box();
            double[][] corners = {{b[0], b[1]}, {b[2], b[1]}, {b[2], b[3]}, {b[0], b[3]}};
            var line = new ArrayList<String>();
            for (double[] c : corners) {
                SkyPosition sky = wcs.toSky(c[0], c[1]);
                line.add(Double.toString(sky.raDeg()));
                line.add(Double.toString(sky.decDeg()));
            }
            boxes.add(String.join(",", line));
        }
        Files.write(folder.resolve("diaSources.csv"), sources);
        Files.write(folder.resolve("footprints.csv"), boxes);
    }
}
