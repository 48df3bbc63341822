// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.fits.MemoryBudget;
import nightjar.imaging.measure.ForcedFlux;
import nightjar.imaging.pixels.Planes;

/** Forced photometry at given places on the products of an earlier difference. */
public final class Forced {
    private static final String HEADER =
            "diaObjectId,ra,dec,x,y,psfFlux,psfFluxErr,scienceFlux,scienceFluxErr,inside";

    private Forced() {}

    /** Reads positions, writes forced.csv in the folder; returns the number of rows. */
    public static int write(Path folder, Path positions, Progress progress)
            throws IOException, Unusable {
        try (Planes planes = Planes.open()) {
            return write(folder, positions, planes, progress);
        }
    }

    private static int write(Path folder, Path positions, Planes planes, Progress progress)
            throws IOException, Unusable {
        progress.at("read", 0);
        var budget = MemoryBudget.ofHeap();
        ImageProduct difference =
                ImageProduct.read(folder.resolve("difference.fits"), budget, planes);
        ImageProduct science = ImageProduct.read(folder.resolve("science.fits"), budget, planes);
        var out = new ArrayList<String>();
        out.add(HEADER);
        List<String> lines = Files.readAllLines(positions);
        for (String line : lines) {
            String[] cells = line.split(",", -1);
            if (line.isBlank() || line.startsWith("#") || line.startsWith("diaObjectId")) {
                continue;
            }
            if (out.size() % 100 == 1) {
                progress.at("force", 0.3 + 0.7 * out.size() / lines.size());
            }
            out.add(row(cells, difference, science));
        }
        Files.write(folder.resolve("forced.csv"), out);
        return out.size() - 1;
    }

    private static String row(String[] cells, ImageProduct difference, ImageProduct science) {
        double ra = Double.parseDouble(cells[1].trim());
        double dec = Double.parseDouble(cells[2].trim());
        double[] p = difference.wcs().toPixel(ra, dec);
        boolean inside =
                p[0] >= -0.5
                        && p[1] >= -0.5
                        && p[0] < difference.image().width - 0.5
                        && p[1] < difference.image().height - 0.5;
        var none = ForcedFlux.unmeasured(0, true);
        ForcedFlux d = inside ? at(difference, p) : none;
        ForcedFlux s = inside ? at(science, p) : none;
        return String.join(
                ",",
                cells[0].trim(),
                Double.toString(ra),
                Double.toString(dec),
                Double.toString(p[0]),
                Double.toString(p[1]),
                Double.toString(d.flux()),
                Double.toString(d.error()),
                Double.toString(s.flux()),
                Double.toString(s.error()),
                Boolean.toString(inside));
    }

    private static ForcedFlux at(ImageProduct of, double[] p) {
        return ForcedFlux.measure(of.image(), of.variance(), of.mask(), of.psf(), p[0], p[1])
                .inNoise(of.noise().at(p[0], p[1]), of.gain());
    }
}
