// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nightjar.model.Cleared;
import nightjar.model.DiaCounts;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.catalog.AssociatedSky;
import nightjar.model.catalog.AssociationStep;
import nightjar.model.catalog.Columns;
import nightjar.model.catalog.Detections;
import nightjar.model.catalog.DiaObject;
import nightjar.model.catalog.DiaSource;
import nightjar.model.catalog.Prior;
import nightjar.model.catalog.SolarSystemMatch;
import nightjar.model.catalog.TooManyNewObjects;
import nightjar.model.port.Products;
import nightjar.model.solar.BodyState;
import nightjar.model.time.Tai;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each cleared source to the object it belongs to. The rule itself is a pure function of the
 * model; this only brings the rows to it and takes them away.
 */
public final class AssociateStep {

    private static final Logger LOG = LoggerFactory.getLogger(AssociateStep.class);
    private static final double MILLISECOND_IN_DAYS = 1e-3 / 86_400;

    private final Products products;
    private final AssociationRule rule;
    private final SourceIds ids;
    private final InstantSource clock;

    public AssociateStep(
            Products products, AssociationRule rule, SourceIds ids, InstantSource clock) {
        this.products = products;
        this.rule = rule;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * How sources are associated.
     *
     * @param step the rule
     * @param pixelArcsec the side of a pixel, for how far outside the image an object may be
     */
    public record AssociationRule(AssociationStep step, double pixelArcsec) {}

    Outcome<Associated> of(Refreshed refreshed, SolarSystem solarSystem) {
        var product = refreshed.cleared().differenced().product();
        return products.diaSources(product).then(rows -> associate(refreshed, solarSystem, rows));
    }

    private Outcome<Associated> associate(
            Refreshed refreshed, SolarSystem solarSystem, List<Columns> rows) {
        var prior = refreshed.prior();
        double store = storeTime(prior);
        var differenced = refreshed.cleared().differenced();
        var image = Corners.polygon(differenced.cornersDeg()).orElseThrow();
        var bodies =
                solarSystem.bodies().on(image, rule.pixelArcsec(), differenced.midpointMjdTai());
        var seen =
                new Detections(
                        refreshed.cleared().visitId(),
                        refreshed.cleared().key().detector(),
                        image,
                        rule.pixelArcsec(),
                        sources(refreshed.cleared(), rows, store),
                        bodies.stream().map(AssociateStep::prediction).toList());
        return rule.step()
                .run(seen, prior, store)
                .fold(
                        sky ->
                                Outcome.done(
                                        associated(refreshed, sky, bodies, store)
                                                .without(solarSystem.without())),
                        tooMany -> Outcome.lost(badSubtraction(tooMany)));
    }

    private static SolarSystemMatch.Prediction prediction(BodyState state) {
        return new SolarSystemMatch.Prediction(state.body().ssObjectId(), state.position());
    }

    private static Loss badSubtraction(TooManyNewObjects tooMany) {
        return Loss.failed(
                "%d new objects, more than the %d that are believed: the subtraction is bad"
                        .formatted(tooMany.count(), tooMany.limit()));
    }

    private static Associated associated(
            Refreshed refreshed, AssociatedSky sky, List<BodyState> bodies, double store) {
        if (!sky.marginal().isEmpty()) {
            LOG.info("{}: {} marginal sources", refreshed.cleared().key(), sky.marginal().size());
        }
        var known =
                refreshed.prior().objects().stream()
                        .map(DiaObject::id)
                        .collect(Collectors.toCollection(HashSet::new));
        var stored = sky.objects().stream().map(DiaObject::id).toList();
        int updated = (int) stored.stream().filter(known::contains).count();
        known.removeAll(new HashSet<>(stored));
        var counts = new DiaCounts(stored.size() - updated, updated, inside(refreshed, known));
        var solar = SolarSource.among(sky.sources(), bodies);
        if (!bodies.isEmpty()) {
            LOG.info(
                    "{}: {} of {} known bodies found",
                    refreshed.cleared().key(),
                    solar.size(),
                    bodies.size());
        }
        return new Associated(refreshed, RowsToStore.of(sky), counts, store, solar, "");
    }

    /** How many of these known objects lie in the image; the prior state reaches beyond it. */
    private static int inside(Refreshed refreshed, Set<Long> ids) {
        var image = Corners.polygon(refreshed.cleared().differenced().cornersDeg()).orElseThrow();
        return (int)
                refreshed.prior().objects().stream()
                        .filter(object -> ids.contains(object.id()))
                        .filter(object -> image.contains(object.position().toUnitVector()))
                        .count();
    }

    /** Later than all that is stored there, were a clock ever so wrong. */
    private double storeTime(Prior prior) {
        double now = Tai.mjdTaiOfUtcMillis(clock.millis());
        return Math.max(now, prior.newestValidityStartMjdTai() + MILLISECOND_IN_DAYS);
    }

    private List<DiaSource> sources(Cleared cleared, List<Columns> rows, double store) {
        var differenced = cleared.differenced();
        int detector = cleared.key().detector();
        var sources = new ArrayList<DiaSource>();
        for (int row = 0; row < rows.size(); row++) {
            if (cleared.allows(row)) {
                var source =
                        rows.get(row)
                                .with("diaSourceId", ids.of(cleared.visitId(), detector, row))
                                .with("visit", cleared.visitId())
                                .with("detector", detector)
                                .with("band", differenced.band())
                                .with("midpointMjdTai", differenced.midpointMjdTai())
                                .with("timeProcessedMjdTai", store);
                sources.add(new DiaSource(placed(source)));
            }
        }
        return sources;
    }

    /** A position beyond the poles is a worker's slip, and no position. */
    private static Columns placed(Columns source) {
        return Math.abs(source.number("dec")) > 90 ? source.with("dec", Double.NaN) : source;
    }
}
