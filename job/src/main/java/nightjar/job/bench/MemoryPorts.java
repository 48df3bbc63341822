// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nightjar.connectors.apdb.InMemoryApdb;
import nightjar.connectors.apdb.InMemoryClaims;
import nightjar.connectors.nextvisit.WriterSchemas;
import nightjar.connectors.store.FileObjects;
import nightjar.connectors.store.LocalCache;
import nightjar.connectors.store.Stores;
import nightjar.connectors.turns.InMemoryTurns;
import nightjar.job.demo.Telescope;
import nightjar.job.doors.Ports;
import nightjar.job.simulate.runtime.Strands;
import nightjar.job.simulate.runtime.VirtualTime;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Apdb;
import nightjar.model.port.Claims;
import nightjar.model.port.Deadline;
import nightjar.model.port.Ephemerides;
import nightjar.model.port.ImageWorkers;
import nightjar.model.port.ObjectStore;
import nightjar.model.port.Presence;
import nightjar.model.port.Sattle;
import nightjar.model.port.Sidecars;
import nightjar.model.port.Templates;
import nightjar.model.port.Turns;
import nightjar.model.solar.KnownBodies;

/** Neighbours in memory that take a while to answer, and now and then do not. */
final class MemoryPorts implements Ports {

    private static final int SATELLITE_EVERY = 7;

    private final VirtualTime time;
    private final Strands strands;
    private final Map<Class<?>, Object> neighbours;

    MemoryPorts(MemoryNight night, VirtualTime time, Strands strands, Path folder) {
        this.time = time;
        this.strands = strands;
        Sidecars sidecars = (object, deadline) -> Outcome.done(night.raw(object));
        Presence presence = (key, snap, deadline) -> Outcome.done(night.there(key, time.millis()));
        Templates templates =
                (instrument, filter, corners, deadline) ->
                        Outcome.done(List.of(MemoryNight.template(folder)));
        Ephemerides ephemerides = (circle, mjdTai, deadline) -> Outcome.done(KnownBodies.NONE);
        WriterSchemas schemas = id -> Outcome.done(Telescope.nextVisitSchema());
        neighbours =
                Map.of(
                        Sidecars.class,
                        late(Sidecars.class, sidecars),
                        Presence.class,
                        late(Presence.class, presence),
                        Templates.class,
                        late(Templates.class, templates),
                        Ephemerides.class,
                        late(Ephemerides.class, ephemerides),
                        Apdb.class,
                        late(Apdb.class, new InMemoryApdb()),
                        Claims.class,
                        late(Claims.class, new InMemoryClaims()),
                        Turns.class,
                        late(Turns.class, new InMemoryTurns()),
                        Sattle.class,
                        late(Sattle.class, new Satellites()),
                        ImageWorkers.class,
                        new MemoryWorkers(night, time, strands),
                        WriterSchemas.class,
                        schemas);
    }

    private <T> T late(Class<T> port, T neighbour) {
        return port.cast(
                Proxy.newProxyInstance(
                        MemoryPorts.class.getClassLoader(),
                        new Class<?>[] {port},
                        (proxy, method, arguments) -> {
                            strands.pause(time.between(2, 40));
                            if (time.chance(0.01) && method.getReturnType() == Outcome.class) {
                                return Outcome.lost(
                                        Loss.transientTrouble(
                                                port.getSimpleName() + " did not answer"));
                            }
                            try {
                                return method.invoke(neighbour, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause() == null ? e : e.getCause();
                            }
                        }));
    }

    @Override
    public InstantSource clock() {
        return time;
    }

    @Override
    public <T> T at(Class<T> port, Supplier<T> real) {
        return Optional.ofNullable(neighbours.get(port)).map(port::cast).orElseGet(real);
    }

    /** The store is of files; like S3 it need not outlive a power cut. */
    static ObjectStore files(Path cache) {
        return new Stores(
                Map.of("file", new FileObjects(false)), LocalCache.shared(cache, 256L << 20));
    }

    /** Every so many sources is one. */
    private static final class Satellites implements Sattle {
        @Override
        public Outcome<Exposure> register(Exposure exposure, Deadline deadline) {
            return Outcome.done(exposure);
        }

        @Override
        public Outcome<Set<Long>> allowed(
                Exposure exposure, int detector, List<Box> sources, Deadline deadline) {
            return Outcome.done(
                    sources.stream()
                            .map(Box::diaSourceId)
                            .filter(id -> (id + detector) % SATELLITE_EVERY != 0)
                            .collect(Collectors.toSet()));
        }
    }
}
