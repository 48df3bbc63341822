// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.nio.file.Path;
import java.util.Map;
import nightjar.connectors.apdb.InMemoryApdb;
import nightjar.connectors.apdb.InMemoryClaims;
import nightjar.connectors.store.FileObjects;
import nightjar.connectors.store.LocalCache;
import nightjar.connectors.store.Stores;
import nightjar.connectors.turns.InMemoryTurns;
import nightjar.job.config.Configurations;
import nightjar.job.config.NightjarConfig;
import nightjar.job.doors.Neighbours;
import nightjar.model.port.Apdb;
import nightjar.model.port.Claims;
import nightjar.model.port.CompletedCheckpoints;
import nightjar.model.port.ImageWorkers;
import nightjar.model.port.ObjectStore;
import nightjar.model.port.Turns;

/** The real neighbours without pixels, and, if so wanted, without Cassandra. */
class BenchNeighbours extends Neighbours {

    private final boolean inMemory;

    BenchNeighbours(NightjarConfig config, boolean inMemory) {
        super(config);
        this.inMemory = inMemory;
    }

    static Neighbours withCassandra(String yaml) {
        return new BenchNeighbours(Configurations.parse(yaml), false);
    }

    static Neighbours inMemory(String yaml) {
        return new BenchNeighbours(Configurations.parse(yaml), true);
    }

    @Override
    protected ImageWorkers openWorkers() {
        return new StubWorkers();
    }

    /**
     * Files that need not outlive a power cut: they stand for S3, which is not what is measured.
     */
    @Override
    protected ObjectStore openStore() {
        var settings = config().store();
        return new Stores(
                Map.of("file", new FileObjects(false)),
                LocalCache.shared(Path.of(settings.cache()), settings.cacheMiB() << 20));
    }

    @Override
    protected Apdb openApdb() {
        return inMemory ? new InMemoryApdb() : super.openApdb();
    }

    @Override
    protected Claims openClaims() {
        return inMemory ? new InMemoryClaims() : super.openClaims();
    }

    @Override
    protected CompletedCheckpoints checkpoints() {
        return inMemory ? CompletedCheckpoints.UNTOLD : super.checkpoints();
    }

    @Override
    protected Turns openTurns() {
        return inMemory ? new InMemoryTurns() : super.openTurns();
    }
}
