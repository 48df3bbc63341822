// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import nightjar.connectors.nextvisit.FanOutLists;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.rule.FanOutRule;

/** Puts the detectors in place that a configuration names by files. */
final class DetectorLists {

    private DetectorLists() {}

    /**
     * @param folder that relative paths are relative to: the configuration file's
     */
    static NightjarConfig.Instrument read(NightjarConfig.Instrument camera, Path folder) {
        if (camera.detectorLists().isEmpty()) {
            return camera;
        }
        var contents = new ArrayList<String>();
        for (var name : camera.detectorLists()) {
            contents.add(content(folder.resolve(name)));
        }
        var lists = FanOutLists.read(contents).then(rule -> of(camera.name(), rule));
        return lists.fold(
                found -> with(camera, found),
                loss -> {
                    throw refused(loss.why());
                });
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw refused("cannot read " + file + " (" + e.getMessage() + ")");
        }
    }

    private static Outcome<FanOutRule.Camera> of(String instrument, FanOutRule rule) {
        var camera = rule.cameras().get(instrument);
        return camera == null || camera.active().isEmpty()
                ? Outcome.lost(
                        Loss.failed(
                                "no detectors for "
                                        + instrument
                                        + ": name it under instruments and detectorConfig"))
                : Outcome.done(camera);
    }

    private static NightjarConfig.Instrument with(
            NightjarConfig.Instrument camera, FanOutRule.Camera found) {
        var tests = new HashMap<Long, List<Integer>>();
        found.tests().forEach((salIndex, list) -> tests.put(salIndex.longValue(), list));
        return new NightjarConfig.Instrument(
                camera.name(),
                found.active(),
                tests,
                List.of(),
                camera.geometry(),
                camera.bands(),
                camera.paddingArcsec(),
                camera.pixelArcsec());
    }

    private static ConfigurationException refused(String why) {
        return new ConfigurationException("instrument.detectorLists: " + why);
    }
}
