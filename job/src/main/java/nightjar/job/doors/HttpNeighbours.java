// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import nightjar.connectors.mpsky.MpskyClient;
import nightjar.connectors.mpsky.MpskySettings;
import nightjar.connectors.nextvisit.WriterSchemas;
import nightjar.connectors.registry.SchemaRegistry;
import nightjar.connectors.sattle.SattleClient;
import nightjar.connectors.sattle.SattleSettings;
import nightjar.job.config.NightjarConfig;
import nightjar.model.port.Ephemerides;
import nightjar.model.port.Sattle;

/** The neighbours that speak HTTP and need no camera, each opened when it is first needed. */
final class HttpNeighbours {

    private final Lazy<Sattle> sattle;
    private final Lazy<Ephemerides> ephemerides;
    private final Lazy<SchemaRegistry> registry;

    HttpNeighbours(NightjarConfig config) {
        sattle =
                new Lazy<>(
                        () ->
                                new SattleClient(
                                        Places.http(config.sattle()),
                                        SattleSettings.at(config.sattle().url())));
        ephemerides =
                new Lazy<>(
                        () ->
                                new MpskyClient(
                                        Places.http(config.mpsky()),
                                        MpskySettings.at(config.mpsky().url())));
        registry = new Lazy<>(() -> new SchemaRegistry(Places.registry(config.registry())));
    }

    Sattle sattle() {
        return sattle.get();
    }

    Ephemerides ephemerides() {
        return ephemerides.get();
    }

    WriterSchemas schemas() {
        return registry.get()::byId;
    }
}
