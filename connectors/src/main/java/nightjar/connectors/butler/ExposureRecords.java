// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import java.util.List;
import nightjar.model.Raw;

/**
 * The records of a visit's exposures and of the visit. Every detector of the visit sends them, in
 * any order and perhaps with different snaps, and the first that the Butler gets stands: so each
 * record tells only what follows from the announcement and from the one exposure whose id it bears.
 * A visit bears the id of its first exposure. Of a visit of several snaps it tells therefore the
 * first one's time and no exposure time: how many snaps arrived differs from detector to detector.
 */
final class ExposureRecords {

    /** The way to group exposures in which each is a visit by itself (obs_base, VisitSystem). */
    private static final int ONE_TO_ONE = 0;

    private static final List<String> SYSTEMS =
            List.of("one-to-one", "by-group-metadata", "by-seq-start-end");

    private final Observed observed;
    private final DimensionRecords records;

    ExposureRecords(Observed observed, DimensionRecords records) {
        this.observed = observed;
        this.records = records;
    }

    void add(VisitRegions regions) {
        observed.raws().forEach(this::exposure);
        visit(observed.first(), regions);
        for (var raw : observed.raws()) {
            records.ours("visit_definition")
                    .whole("exposure", raw.exposure())
                    .whole("visit", observed.visit());
        }
        systems();
        records.ours("visit_detector_region")
                .whole("detector", observed.differenced().key().detector())
                .whole("visit", observed.visit())
                .region(observed.region());
    }

    private void exposure(Raw raw) {
        var told = raw.observation();
        int number = Observed.number(raw);
        int first = number < 0 ? -1 : number - raw.snap();
        int snaps = observed.snaps(raw);
        records.ours("exposure")
                .whole("id", raw.exposure())
                .whole("day_obs", observed.dayObs())
                .text("group", observed.group())
                .text("physical_filter", observed.filter())
                .text("obs_id", Observed.name(raw))
                .number("exposure_time", Observed.seconds(raw))
                .number("dark_time", told.darkSeconds())
                .text("observation_type", told.type().isEmpty() ? "science" : told.type())
                .text("observation_reason", told.reason())
                .count("seq_num", number)
                .count("seq_start", first)
                .count("seq_end", first < 0 || snaps == 0 ? -1 : first + snaps - 1)
                .text("target_name", told.target())
                .text("science_program", observed.program(raw))
                .number("tracking_ra", raw.boresightRaDeg())
                .number("tracking_dec", raw.boresightDecDeg())
                .number("sky_angle", raw.rotationDeg())
                .number("azimuth", told.azimuthDeg())
                .number("zenith_angle", told.zenithDeg())
                .unknown("has_simulated")
                .unknown("can_see_sky")
                .timespan(raw);
    }

    private void visit(Raw first, VisitRegions regions) {
        var told = first.observation();
        records.ours("visit")
                .whole("id", observed.visit())
                .whole("day_obs", observed.dayObs())
                .text("physical_filter", observed.filter())
                .text("name", Observed.name(first))
                .count("seq_num", Observed.number(first))
                .number("exposure_time", isOneExposure() ? Observed.seconds(first) : Double.NaN)
                .text("target_name", told.target())
                .text("observation_reason", told.reason())
                .text("science_program", observed.program(first))
                .number("azimuth", told.azimuthDeg())
                .number("zenith_angle", told.zenithDeg())
                .region(regions.of(first))
                .timespan(first);
    }

    /** A visit whose first snap is not there is one by itself only (obs_base, defineVisits). */
    private void systems() {
        int usual = observed.instrument().visitSystem();
        if (usual == ONE_TO_ONE || isOneExposure() || observed.first().snap() > 0) {
            member(ONE_TO_ONE);
        }
        if (usual != ONE_TO_ONE && observed.first().snap() == 0) {
            member(usual);
        }
    }

    private boolean isOneExposure() {
        return observed.snaps(observed.first()) == 1;
    }

    private void member(int visitSystem) {
        records.ours("visit_system")
                .whole("id", visitSystem)
                .text("name", SYSTEMS.get(visitSystem));
        records.ours("visit_system_membership")
                .whole("visit_system", visitSystem)
                .whole("visit", observed.visit());
    }
}
