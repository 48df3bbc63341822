// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nightjar.sandbox.camera.lsst.LsstCam;
import nightjar.sandbox.sky.Injected;
import nightjar.sandbox.sky.SatelliteTrack;

/**
 * Writes a whole simulated night into a folder, for work on the image pipeline without a job around
 * it: {@code raw/} and {@code nightjar/} as the buckets would hold them, {@code calib/}, {@code
 * truth.json}, {@code satellites.json}.
 */
public final class WriteNight {
    private static final String USAGE =
            "usage: WriteNight DIR SEED [VISITS [DETECTORS [SIZE|lsstcam]]]";
    private static final Instant START = Instant.parse("2026-11-20T05:00:00Z");
    private static final Duration CADENCE = Duration.ofSeconds(37);

    private final Path folder;

    private WriteNight(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) {
        if (args.length < 2) {
            System.err.println(USAGE);
            System.exit(2);
        }
        boolean isLsst = args.length > 4 && args[4].equals("lsstcam");
        NightPlan plan =
                NightPlan.demo(
                        Long.parseLong(args[1]),
                        number(args, 2, 4),
                        number(args, 3, SandboxCam.DETECTORS),
                        isLsst ? new LsstCam() : new SandboxCam(number(args, 4, 1024)),
                        START,
                        CADENCE,
                        isLsst ? LsstCam.TRANSIENTS : SandboxCam.TRANSIENTS);
        new WriteNight(Path.of(args[0])).write(SimulatedNight.of(plan));
    }

    private static int number(String[] args, int at, int otherwise) {
        return args.length > at ? Integer.parseInt(args[at]) : otherwise;
    }

    private void write(SimulatedNight night) {
        List<Injected> truth = new ArrayList<>();
        List<SatelliteTrack> satellites = new ArrayList<>();
        for (PlannedVisit visit : night.visits()) {
            Exposure exposure = night.render(visit).exposedAt(START.plus(visit.openAt()));
            for (Frame frame : exposure.frames()) {
                put("raw", frame.sidecar());
                put("raw", frame.fits());
            }
            truth.addAll(exposure.truth());
            satellites.addAll(exposure.satellites());
        }
        night.templates(template -> put("nightjar", template));
        night.calibrations(file -> put("calib", file));
        put(".", json("truth.json", Json.truth(truth).toPrettyString()));
        put(".", json("satellites.json", Json.satellites(satellites)));
    }

    private static NamedBytes json(String name, String text) {
        return new NamedBytes(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void put(String bucket, NamedBytes object) {
        Path path = folder.resolve(bucket).resolve(object.key());
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.write(path, object.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }
}
