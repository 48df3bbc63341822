// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import nightjar.connectors.butler.ButlerFile;
import nightjar.connectors.butler.ButlerRecords;
import nightjar.connectors.butler.ButlerSettings;
import nightjar.connectors.butler.Dusk;
import nightjar.job.config.NightjarConfig;
import nightjar.model.port.Butler;
import nightjar.model.port.ObjectStore;

/** The Butler as it is configured. */
final class ButlerDoor {

    private ButlerDoor() {}

    static Butler of(NightjarConfig config, Supplier<Cameras> cameras, Supplier<Dusk> dusk) {
        var butler = config.butler();
        if (butler.root().isEmpty()) {
            return differenced -> new Butler.Export("", List.of());
        }
        var camera = cameras.get();
        var settings =
                new ButlerSettings(
                        butler.root(),
                        butler.deployment(),
                        List.of(camera.butler()),
                        butler.observations(),
                        camera.visitRegions());
        return new ButlerRecords(settings, dusk.get());
    }

    static Dusk dusk(
            NightjarConfig config, ObjectStore store, Pipelines pipelines, InstantSource clock) {
        var butler = config.butler();
        var files = ButlerFile.matching(butler.types().stream().map(Pattern::compile).toList());
        return new Dusk(
                store,
                new Dusk.Wanted(
                        butler.root().isEmpty() ? "" : butler.manifest(),
                        config.instrument().name(),
                        pipelines.names(),
                        butler.deployment(),
                        files),
                clock);
    }
}
