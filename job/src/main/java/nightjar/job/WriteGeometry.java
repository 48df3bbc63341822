// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import nightjar.connectors.camera.CameraPolicy;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the geometry file that instrument.geometry names, from a camera's policy. */
@Command(
        name = "./nightjar geometry",
        mixinStandardHelpOptions = true,
        description =
                "Reads a camera from the folder policy/ of lsst/obs_lsst (rafts, sensors, plate scale, "
                        + "distortion) and writes the file that instrument.geometry names.")
public final class WriteGeometry implements Callable<Integer> {

    @Option(
            names = "--policy",
            paramLabel = "DIR",
            required = true,
            description = "the folder that holds cameraHeader.yaml")
    Path policy = Path.of("");

    @Option(
            names = "--camera",
            paramLabel = "NAME",
            description = "the folder in it with the camera's rafts: lsstCam (default) or latiss")
    String camera = "lsstCam";

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "what to write")
    Path out = Path.of("");

    private final PrintStream said;
    private final PrintStream complaints;

    WriteGeometry(PrintStream said, PrintStream complaints) {
        this.said = said;
        this.complaints = complaints;
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new WriteGeometry(System.out, System.err)).execute(args));
    }

    @Override
    public Integer call() {
        try {
            var read = CameraPolicy.read(policy, camera);
            Files.write(out, read.geometry().json(read.names()));
            var counted = read.geometry().corners().size();
            said.println(out + ": " + counted + " detectors of " + read.geometry().instrument());
            return 0;
        } catch (IOException e) {
            complaints.println("nightjar geometry: " + e);
            return 2;
        }
    }
}
