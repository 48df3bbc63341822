// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightjar.job.ReportFile;
import nightjar.job.config.ConfigurationException;
import nightjar.job.replay.Recordings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the demo is asked for. */
@Command(
        name = "./nightjar demo",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description =
                "Plays a simulated night, or real FITS files, through the real job on this machine, "
                        + "and shows what it found. It cleans up behind itself.")
final class DemoOptions {

    @Mixin NightChoice night = new NightChoice();

    @Option(
            names = "--detectors",
            paramLabel = "N",
            defaultValue = "9",
            description = "detectors of the raft, 1 to 9 (default ${DEFAULT-VALUE})")
    int detectors;

    @Option(
            names = "--camera",
            paramLabel = "WHICH",
            defaultValue = "SANDBOX",
            description =
                    "sandbox: one amplifier of SIZE x SIZE px (default), or lsstcam: sensors of "
                            + "4096 x 4004 px and sixteen amplifiers, of which 1 or 2 are enough for a laptop")
    Eye camera = Eye.SANDBOX;

    @Option(names = "--keep", description = "leave everything up until Ctrl-C")
    boolean keep;

    @Option(
            names = "--no-job",
            description =
                    "only the observatory, until Ctrl-C, for a job of yours: ./nightjar sandbox up")
    boolean noJob;

    @Mixin ReportFile json = new ReportFile();

    @Option(
            names = "--raws",
            arity = "1..*",
            paramLabel = "DIR|FILE",
            description = "play these FITS files instead, each as a visit")
    List<Path> raws = new ArrayList<>();

    @Option(
            names = "--template",
            arity = "1..*",
            paramLabel = "FILE",
            description = "with --raws: the template exposures among or beside them")
    List<Path> templates = new ArrayList<>();

    @Option(
            names = "--payload",
            paramLabel = "WHICH",
            defaultValue = "NATIVE",
            description = "image workers: native, or external: sandbox/payload's in Python")
    Payload payload = Payload.NATIVE;

    @Option(
            names = "--login",
            description = "have nightjar log in to Kafka: SCRAM for the alerts, PLAIN for the rest")
    boolean login;

    @Option(
            names = "--secure",
            description = "encrypt every wire of nightjar's, and have it log in everywhere")
    boolean secure;

    @Option(
            names = "--record",
            paramLabel = "NIGHT",
            description = "record the night in a new folder, for ./nightjar replay")
    Optional<Path> record = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "lay a value over the demo's nightjar.yaml")
    List<String> overrides = new ArrayList<>();

    /** What the night is seen through. */
    enum Eye {
        SANDBOX,
        LSSTCAM
    }

    /** Whose image pipeline differences the night. */
    enum Payload {
        NATIVE,
        EXTERNAL
    }

    boolean isRaws() {
        return !raws.isEmpty();
    }

    /**
     * What can be refused before anything is begun.
     *
     * @throws ConfigurationException in words
     */
    void check() {
        if (isRaws() && templates.isEmpty()) {
            throw new ConfigurationException(
                    "--raws needs --template FILE: what the images are compared with");
        }
        if (!isRaws() && !templates.isEmpty()) {
            throw new ConfigurationException(
                    "--template goes with --raws DIR|FILE: which images are compared with it?");
        }
        if (isRaws() && camera != Eye.SANDBOX) {
            throw new ConfigurationException("--camera is of simulated nights: leave out --raws");
        }
        if (noJob && (isRaws() || record.isPresent() || json.file().isPresent())) {
            throw new ConfigurationException(
                    "--no-job plays no night: leave out --raws, --record and --json");
        }
        json.require();
        record.ifPresent(Recordings::require);
    }
}
