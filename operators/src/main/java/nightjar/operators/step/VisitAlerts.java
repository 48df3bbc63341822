// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Alerts;
import nightjar.model.port.Plans;
import nightjar.model.port.Products;

/**
 * The alerts of a visit-detector, one for each associated source, made one at a time (contents as
 * lsst/ap_association packageAlerts).
 */
final class VisitAlerts implements Plans.AlertSource {

    private final Alerts alerts;
    private final Products.CutoutReader cutouts;
    private final List<Columns> sources;
    private final Map<Long, Columns> objects;
    private final Map<Long, List<Columns>> sourceHistory;
    private final Map<Long, List<Columns>> forcedHistory;
    private final Map<Long, SolarSource> solarSources;

    VisitAlerts(Alerts alerts, Products.CutoutReader cutouts, Forced now) {
        var rows = now.associated().rows();
        this.alerts = alerts;
        this.cutouts = cutouts;
        this.sources = rows.diaSources();
        this.solarSources = now.associated().solarSources();
        this.objects = rows.diaObjects().stream().collect(toMap(VisitAlerts::object, row -> row));
        this.sourceHistory = rows.sourceHistory().stream().collect(groupingBy(VisitAlerts::object));
        var forced = new ArrayList<>(rows.forcedHistory());
        forced.addAll(now.rows());
        this.forcedHistory = forced.stream().collect(groupingBy(VisitAlerts::object));
    }

    @Override
    public int count() {
        return sources.size();
    }

    @Override
    public long diaSourceId(int alert) {
        return sources.get(alert).whole("diaSourceId", 0);
    }

    @Override
    public byte[] packed(int alert) {
        var source = sources.get(alert);
        var cutout = cutouts.of(SourceIds.row(diaSourceId(alert)));
        long id = object(source);
        return alerts.pack(id == 0 ? moving(source, cutout) : standing(source, id, cutout));
    }

    private Alerts.Content moving(Columns source, Products.Cutouts cutout) {
        var known = solarSources.getOrDefault(source.whole("diaSourceId", 0), SolarSource.NONE);
        return new Alerts.Content(
                source,
                Columns.EMPTY,
                List.of(),
                List.of(),
                known.ssSource(),
                known.mpcOrbit(),
                cutout);
    }

    private Alerts.Content standing(Columns source, long object, Products.Cutouts cutout) {
        return new Alerts.Content(
                source,
                objects.getOrDefault(object, Columns.EMPTY),
                sourceHistory.getOrDefault(object, List.of()),
                forcedHistory.getOrDefault(object, List.of()),
                cutout);
    }

    /** The object that a row belongs to; 0 for a solar-system source. */
    private static long object(Columns row) {
        return row.whole("diaObjectId", 0);
    }
}
