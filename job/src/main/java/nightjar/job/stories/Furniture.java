// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.io.IOException;
import java.nio.file.Files;
import nightjar.connectors.alerts.AlertSchemas;
import nightjar.connectors.store.S3Keys;
import nightjar.connectors.store.S3Settings;
import nightjar.connectors.store.StoreSettings;
import nightjar.connectors.store.Stores;
import nightjar.model.port.ObjectStore;
import nightjar.sandbox.box.Observatory;
import nightjar.sandbox.box.StoreBox;
import nightjar.sandbox.camera.NamedBytes;

/**
 * What all runs of a seed find with the neighbours: secrets, satellites, templates, schemas.
 *
 * @param box the neighbours
 * @param night the seed's
 */
record Furniture(Observatory box, StoryNight night) {

    private static final long CACHE_BYTES = 64L << 20;

    /** The store, as the telescope speaks to it. */
    ObjectStore store() {
        return Stores.open(
                new StoreSettings(
                        S3Settings.at(
                                box.store().address(),
                                S3Keys.ofWords(StoreBox.ACCESS_KEY, StoreBox.SECRET_KEY)),
                        box.folder().resolve("telescope-cache").toString(),
                        CACHE_BYTES));
    }

    /** Puts it all in its place. */
    void put(ObjectStore store) throws IOException, InterruptedException {
        var secrets = Files.createDirectories(box.folder().resolve("secrets"));
        Files.writeString(secrets.resolve("s3-access"), StoreBox.ACCESS_KEY);
        Files.writeString(secrets.resolve("s3-secret"), StoreBox.SECRET_KEY);
        Files.writeString(box.sattle().satellites(), night.satellites());
        for (var object : night.furniture()) {
            Patience.with(() -> put(store, object));
        }
        AlertSchemas.register(box.desk().registry())
                .match(
                        id -> {},
                        loss -> {
                            throw new IllegalStateException(loss.why());
                        });
    }

    private static void put(ObjectStore store, NamedBytes object) {
        store.put("s3://nightjar/" + object.key(), object.bytes())
                .match(
                        uri -> {},
                        loss -> {
                            throw new IllegalStateException(loss.why());
                        });
    }
}
