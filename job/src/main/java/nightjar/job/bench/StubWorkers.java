// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.ImageWorkers;

/**
 * An image pipeline without pixels, so that the bench measures the stream: five sources a detector
 * with cutouts of about two kilobytes each, at places that depend on visit and detector alone.
 */
public class StubWorkers implements ImageWorkers {

    static final int SOURCES = 5;

    private static final int CUTOUT_BYTES = 1_800;
    private static final double STEP_DEG = 0.01;

    /** Where the detector looks: ra, dec in degrees ICRS. */
    protected double[] centre(long visit, int detector) {
        return BenchSky.detector(visit, detector);
    }

    /** How far a source is from its place, to the north. */
    protected double jitterDeg(long visit, int source) {
        return 0;
    }

    @Override
    public Outcome<Summary> difference(Request request, Deadline deadline) {
        var centre = centre(request.visit(), request.detector());
        var sources =
                new StringBuilder("ra,dec,x,y,raErr,decErr,psfFlux,psfFluxErr,snr,isNegative,")
                        .append("reliability,bboxSize,scienceFlux,scienceFluxErr,trailLength\n");
        var footprints = new StringBuilder("ra0,dec0,ra1,dec1,ra2,dec2,ra3,dec3\n");
        var cutouts =
                new StringBuilder(
                        "differenceOffset,differenceLength,scienceOffset,scienceLength,templateOffset,templateLength\n");
        for (int i = 0; i < SOURCES; i++) {
            double ra = centre[0] + (i - 2) * STEP_DEG;
            double dec = centre[1] + (i - 2) * STEP_DEG + jitterDeg(request.visit(), i);
            sources.append(
                    String.format(
                            Locale.ROOT,
                            "%.7f,%.7f,%d,%d,1e-5,1e-5,%d,100,%d,false,0.9,30,5000,100,0.1%n",
                            ra,
                            dec,
                            100 + i,
                            100 + i,
                            1000 + 100 * i,
                            10 + i));
            footprints.append(box(ra, dec));
            int at = 3 * i * CUTOUT_BYTES;
            cutouts.append(
                    String.format(
                            Locale.ROOT,
                            "%d,%d,%d,%d,%d,%d%n",
                            at,
                            CUTOUT_BYTES,
                            at + CUTOUT_BYTES,
                            CUTOUT_BYTES,
                            at + 2 * CUTOUT_BYTES,
                            CUTOUT_BYTES));
        }
        try {
            Files.writeString(request.work().resolve("diaSources.csv"), sources);
            Files.writeString(request.work().resolve("footprints.csv"), footprints);
            Files.writeString(request.work().resolve("cutouts.csv"), cutouts);
            Files.write(
                    request.work().resolve("cutouts.bin"), new byte[3 * SOURCES * CUTOUT_BYTES]);
            Files.writeString(request.work().resolve("summary.json"), "{}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Outcome.done(
                new Summary(
                        Double.NaN,
                        30,
                        "r",
                        BenchSky.corners(centre),
                        SOURCES,
                        List.of(),
                        Map.of()));
    }

    private static String box(double ra, double dec) {
        double d = 0.001;
        return String.format(
                Locale.ROOT,
                "%.6f,%.6f,%.6f,%.6f,%.6f,%.6f,%.6f,%.6f%n",
                ra - d,
                dec - d,
                ra + d,
                dec - d,
                ra + d,
                dec + d,
                ra - d,
                dec + d);
    }

    @Override
    public Outcome<Path> force(Path work, Path positions, Deadline deadline) {
        try {
            var lines = new ArrayList<String>();
            lines.add(
                    "diaObjectId,ra,dec,x,y,psfFlux,psfFluxErr,scienceFlux,scienceFluxErr,inside");
            var asked = Files.readAllLines(positions);
            for (var line : asked.subList(1, asked.size())) {
                lines.add(line + ",100,100,1000,100,5000,100,true");
            }
            return Outcome.done(Files.write(work.resolve("forced.csv"), lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {}
}
