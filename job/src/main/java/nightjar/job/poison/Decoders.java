// SPDX-License-Identifier: Apache-2.0
package nightjar.job.poison;

import static java.nio.charset.StandardCharsets.UTF_8;
import static nightjar.job.poison.Goods.CANCELED_SCHEMA;
import static nightjar.job.poison.Goods.NEXT_VISIT_SCHEMA;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nightjar.connectors.camera.CameraGeometry;
import nightjar.connectors.nextvisit.FanOutLists;
import nightjar.connectors.nextvisit.NextVisits;
import nightjar.connectors.nextvisit.VisitsCanceled;
import nightjar.connectors.nextvisit.WriterSchemas;
import nightjar.connectors.notifications.Notifications;
import nightjar.connectors.pipelines.PipelinesFile;
import nightjar.connectors.pipelines.Surroundings;
import nightjar.connectors.sidecar.KeyLayouts;
import nightjar.connectors.sidecar.SidecarReader;
import nightjar.connectors.sidecar.SidecarSettings;
import nightjar.connectors.templates.IndexedTemplates;
import nightjar.connectors.templates.TemplateSettings;
import nightjar.connectors.worker.WrittenAnswer;
import nightjar.job.demo.SalSchemas;
import nightjar.model.Loss;
import nightjar.model.ObjectCreated;
import nightjar.model.Outcome;
import nightjar.model.Received;
import nightjar.model.port.Deadline;
import nightjar.model.port.ObjectStore;

/** Every place at which bytes of others come in, each with what might come. */
final class Decoders {

    static final Deadline SOON = Deadline.in(Duration.ofDays(1));

    static final WriterSchemas SCHEMAS =
            id ->
                    id == NEXT_VISIT_SCHEMA
                            ? Outcome.done(SalSchemas.NEXT_VISIT)
                            : id == CANCELED_SCHEMA
                                    ? Outcome.done(SalSchemas.NEXT_VISIT_CANCELED)
                                    : Outcome.lost(Loss.transientTrouble("no such schema"));

    private Decoders() {}

    /**
     * All of them.
     *
     * @param scratch a folder for those that read files
     * @param server says what neighbours answer
     */
    static List<Decoder> all(Path scratch, OddServer server) throws IOException {
        var all = new ArrayList<Decoder>();
        all.addAll(announcements());
        all.addAll(raws());
        all.addAll(settings());
        all.addAll(StoredDecoders.all(scratch));
        all.addAll(AskedDecoders.all(server));
        all.add(worker());
        return all;
    }

    static Received received(byte[] value) {
        return new Received("topic", 0, 0, 0, value);
    }

    private static List<Decoder> announcements() {
        var visits = new NextVisits(SCHEMAS);
        var cancels = new VisitsCanceled(SCHEMAS);
        var notifications = new Notifications(false, InstantSource.system());
        var avro =
                List.of(
                        Goods.nextVisit("LSSTCam", 1, 1.8e9),
                        Goods.nextVisit("", 1, 1.8e9),
                        Goods.canceled());
        return List.of(
                new Decoder(
                        "next-visit",
                        new ByteDamage(avro),
                        bytes -> visits.ask(received(bytes), SOON)),
                new Decoder(
                        "cancel",
                        new ByteDamage(avro),
                        bytes -> cancels.ask(received(bytes), SOON)),
                new Decoder(
                        "notification",
                        new JsonDamage(List.of(Goods.notification(Goods.KEY))),
                        bytes -> notifications.ask(received(bytes), SOON)));
    }

    private static List<Decoder> raws() {
        var keys =
                Stream.of(
                                Goods.KEY,
                                "LSSTCam-imSim/20261120/7024040400780/7024040400780_i_94_R22_S11.fits",
                                "HSC/59/2016-03-07T12:34:56/0/59150/HSC-G/x.fits",
                                "LATISS/20261120/AT_O_20261120_000001/AT_O_20261120_000001_R00_S00.fits.fz")
                        .map(key -> key.getBytes(UTF_8))
                        .toList();
        var sidecar = new OneObject(".json", Goods.sidecar());
        return List.of(
                new Decoder(
                        "object-key",
                        new ByteDamage(keys),
                        bytes -> identify(sidecar, new String(bytes, UTF_8))),
                new Decoder(
                        "sidecar",
                        new JsonDamage(List.of(Goods.sidecar())),
                        bytes -> identify(new OneObject(".json", bytes), Goods.KEY)),
                new Decoder(
                        "fits-header",
                        TextDamage.ofCards(List.of(Goods.header())),
                        bytes -> identify(new OneObject(".fits", bytes), Goods.KEY)));
    }

    private static Outcome<?> identify(ObjectStore store, String key) {
        var detectors =
                java.util.stream.IntStream.range(0, 205)
                        .boxed()
                        .collect(java.util.stream.Collectors.toSet());
        var wanted =
                Map.of(
                        "LSSTCam",
                        detectors,
                        "LSSTCam-imSim",
                        detectors,
                        "HSC",
                        detectors,
                        "LATISS",
                        Set.of(0));
        return new SidecarReader(store, KeyLayouts.known(), SidecarSettings.of(wanted))
                .identify(new ObjectCreated("raw", key, 2880, "x", 0, 0), SOON);
    }

    private static List<Decoder> settings() {
        var region = List.of(61.5, -37.5, 62.5, -37.5, 62.5, -36.5, 61.5, -36.5);
        var pipelines = new PipelinesFile(new Surroundings(Map.of("HOME", "/home"), Path.of("/")));
        return List.of(
                new Decoder(
                        "template-index",
                        new JsonDamage(List.of(Goods.templateIndex())),
                        bytes ->
                                new IndexedTemplates(
                                                new OneObject("", bytes),
                                                TemplateSettings.in("s3://bucket"))
                                        .overlapping("LSSTCam", "r_57", region, SOON)),
                new Decoder(
                        "pipelines",
                        TextDamage.ofYaml(List.of(Goods.pipelines())),
                        bytes -> pipelines.read(new String(bytes, UTF_8))),
                new Decoder(
                        "detector-lists",
                        TextDamage.ofYaml(List.of(Goods.detectorLists())),
                        bytes ->
                                FanOutLists.read(
                                        List.of(
                                                new String(Goods.detectorLists(), UTF_8),
                                                new String(bytes, UTF_8)))),
                new Decoder(
                        "geometry", new JsonDamage(List.of(Goods.geometry())), Decoders::camera));
    }

    /** Told by an IOException, at start, where it becomes a refusal of the configuration. */
    private static Outcome<?> camera(byte[] bytes) {
        try {
            return Outcome.done(CameraGeometry.read(bytes));
        } catch (IOException e) {
            return Outcome.lost(Loss.failed(String.valueOf(e.getMessage())));
        }
    }

    private static Decoder worker() {
        var good = List.of(Goods.workerAnswer(), Goods.workerFailure());
        var lines = new ByteDamage(good);
        var json = new JsonDamage(List.of(Goods.workerFailure(), lastLine(Goods.workerAnswer())));
        return new Decoder(
                "worker-lines",
                dice -> dice.nextBoolean() ? lines.make(dice) : lined(json.make(dice)),
                WrittenAnswer::read);
    }

    private static byte[] lined(byte[] text) {
        return ByteDamage.with(text, text.length, new byte[] {'\n'});
    }

    private static byte[] lastLine(byte[] lines) {
        return new String(lines, UTF_8)
                .strip()
                .lines()
                .reduce("", (a, b) -> b)
                .replace("NaN", "1")
                .getBytes(UTF_8);
    }
}
