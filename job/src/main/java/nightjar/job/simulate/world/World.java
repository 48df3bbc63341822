// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.world;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import nightjar.connectors.alerts.AlertPacker;
import nightjar.connectors.products.AvroPlans;
import nightjar.job.simulate.runtime.Strands;
import nightjar.job.simulate.runtime.VirtualTime;
import nightjar.model.Cause;
import nightjar.model.Differenced;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Raw;
import nightjar.model.ReadyVisit;
import nightjar.model.VisitDetector;
import nightjar.model.catalog.AssociationStep;
import nightjar.model.catalog.Columns;
import nightjar.model.ids.DiaSourceId;
import nightjar.model.port.Apdb;
import nightjar.model.port.Claims;
import nightjar.model.port.DetectorRegions;
import nightjar.model.port.Plans;
import nightjar.model.port.Turns;
import nightjar.model.time.Tai;
import nightjar.operators.step.AssociateStep;
import nightjar.operators.step.ClearStep;
import nightjar.operators.step.CommitStep;
import nightjar.operators.step.Execution;
import nightjar.operators.step.Exports;
import nightjar.operators.step.ForceStep;
import nightjar.operators.step.Lineage;
import nightjar.operators.step.PlanMaker;
import nightjar.operators.step.PlanStep;
import nightjar.operators.step.RefreshStep;
import nightjar.operators.step.SolarSystemStep;
import nightjar.operators.step.SourceIds;
import nightjar.operators.step.TurnStep;

/** All that outlives the job: neighbours, files, topics. The steps that ask them are the real. */
public final class World implements AutoCloseable {

    private static final Map<Long, World> WORLDS = new ConcurrentHashMap<>();

    private static final Lineage LINEAGE = Lineage.of("simulated");
    private static final SourceIds IDS = new SourceIds(0);
    private static final double PIXEL_ARCSEC = 0.2;
    private static final double PRIOR_PADDING_ARCSEC = 20;

    /** No night is so long that order is given up: what is compared must have an order. */
    private static final Duration PATIENCE = Duration.ofHours(10);

    private final Night night;
    private final NightSky sky;
    private final VirtualTime time;
    private final Strands strands;
    private final Effects effects;
    private final SimulatedApdb apdb;
    private final SimulatedClaims claims;
    private final SimulatedTurns turns;
    private final SimulatedStore store;
    private final SimulatedProducts products;
    private final Plans plans;
    private final Outside outside;
    private final Map<String, ReadyVisit> differenced = new LinkedHashMap<>();

    /** Whose image worker has died; it does so once, and the second try ends well. */
    private final Set<VisitDetector> died = new HashSet<>();

    private final FileSystem files = Jimfs.newFileSystem(Configuration.unix());
    private final Path scratch = files.getPath("/scratch");

    public World(
            long seed, Night night, VirtualTime time, Disturbance disturbance, Breakage breakage) {
        this.night = night;
        this.time = time;
        sky = new NightSky(seed);
        strands = new Strands(time);
        effects = new Effects(time, strands, disturbance);
        apdb = new SimulatedApdb(effects, written(breakage));
        claims = new SimulatedClaims(effects, breakage);
        turns = new SimulatedTurns(effects);
        store = new SimulatedStore(effects);
        products = new SimulatedProducts(effects, sky);
        plans = new AvroPlans(store, "mem://plans/", Path.of(System.getProperty("java.io.tmpdir")));
        outside = new Outside(effects, apdb, store);
    }

    private UnaryOperator<Apdb.Rows> written(Breakage breakage) {
        return breakage != Breakage.FRESH_TIMESTAMPS
                ? UnaryOperator.identity()
                : rows ->
                        new Apdb.Rows(
                                rows.visit(),
                                rows.detector(),
                                Tai.mjdTaiOfUtcMillis(time.millis()),
                                rows.diaObjects(),
                                rows.diaSources(),
                                rows.diaForcedSources());
    }

    /** Where doors, which travel with the job graph, find their world. */
    public void open(long place) {
        WORLDS.put(place, this);
    }

    static World at(long place) {
        return Optional.ofNullable(WORLDS.get(place)).orElseThrow();
    }

    public Effects effects() {
        return effects;
    }

    public Outside outside() {
        return outside;
    }

    public Strands strands() {
        return strands;
    }

    public VirtualTime time() {
        return time;
    }

    public Night night() {
        return night;
    }

    public List<Claims.Claim> claims() {
        return claims.inOrder();
    }

    public Map<String, Map<String, Columns>> tables() {
        return apdb.tables();
    }

    SimulatedDesk desk() {
        return new SimulatedDesk(night, time, effects, this::isSatellite);
    }

    Turns turns() {
        return turns;
    }

    public Plans plans() {
        return plans;
    }

    /** Whether a source is what Sattle must not let pass. */
    public boolean isSatellite(long diaSourceId) {
        var id = DiaSourceId.unpack(diaSourceId);
        return sky.sources(id.visit().value(), id.detector()).get(id.counter() - 1).isSatellite();
    }

    DetectorRegions regions() {
        return expected -> Optional.of(sky.cornersDeg(expected.key().detector()));
    }

    /** Some seconds of image differencing, of which only the product matters here. */
    Outcome<Differenced> difference(ReadyVisit ready) throws InterruptedException {
        strands.pause(time.between(800, 3_000));
        if (strands.isInStrand() && time.chance(0.05) && died.add(ready.key())) {
            return Outcome.lost(new Loss(Ending.FAILED, Cause.RETRIABLE, "the image worker died"));
        }
        int detector = ready.key().detector();
        differenced.put(image(ready.visit(), detector, arrivedMillis(ready)), ready);
        return Outcome.done(
                new Differenced(
                        ready,
                        SimulatedProducts.of(ready.visit(), detector),
                        sky.sources(ready.visit(), detector).size(),
                        ready.midpointMjdTai(),
                        12,
                        "r",
                        sky.cornersDeg(detector),
                        List.of()));
    }

    private static String image(long visit, int detector, long arrivedMillis) {
        return visit + "/" + detector + "/" + arrivedMillis;
    }

    private static long arrivedMillis(ReadyVisit ready) {
        return ready.raws().stream().mapToLong(Raw::seenMillis).max().orElse(0);
    }

    /** The images from which the plan of a claim was made. */
    ReadyVisit imagesOf(Claims.Claim claim) {
        var plan = plans.read(claim.plan()).asValue().orElseThrow();
        var image = image(claim.visit(), claim.detector(), plan.arrivedMillis());
        return Optional.ofNullable(differenced.get(image)).orElseThrow();
    }

    ClearStep clear() {
        return new ClearStep(products, desk().sattle(), IDS);
    }

    TurnStep turn() {
        return new TurnStep(turns, PATIENCE, time);
    }

    PlanStep associate(InstantSource clock) {
        var rule = new AssociateStep.AssociationRule(AssociationStep.DEFAULT, PIXEL_ARCSEC);
        return new PlanStep(
                new RefreshStep(apdb, claims, LINEAGE, PRIOR_PADDING_ARCSEC),
                new SolarSystemStep(Optional.empty()),
                new AssociateStep(products, rule, IDS, clock),
                new ForceStep(products, products, IDS, scratch),
                new PlanMaker(products, new AlertPacker(), ButlerRecord::of, plans));
    }

    CommitStep commit() {
        var exports =
                new Exports(
                        products,
                        (name, of, rows, to) -> Files.writeString(to, name),
                        store,
                        scratch);
        return new CommitStep(claims, LINEAGE, new Execution(plans, apdb, exports, claims));
    }

    /** Files that the Butler would find. */
    public boolean hasFileOf(String record) {
        return store.exists(ButlerRecord.fileOf(record));
    }

    @Override
    public void close() {
        try {
            files.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
