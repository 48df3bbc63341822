// SPDX-License-Identifier: Apache-2.0
package nightjar.model.solar;

import java.util.HashMap;
import java.util.Map;
import nightjar.model.catalog.Columns;
import nightjar.model.catalog.DiaSource;

/**
 * What the alert schema's ssSource says of a DIASource that is a known body: where it was
 * predicted, and how Sun, observer and body stood to each other (formulas: lsst/ap_association,
 * ssoAssociation).
 *
 * <p>Upstream leaves the rates on the sky and topoRangeRate at 0, so that the offset along the
 * track is NaN (DM-53463). Here they follow from the ways' derivatives.
 */
public final class SsSource {

    private static final double ARCSEC_PER_DEG = 3600;

    private SsSource() {}

    /** Its row. */
    public static Columns of(DiaSource source, BodyState state) {
        var row = new HashMap<String, Object>();
        row.put("diaSourceId", source.id());
        row.put("ssObjectId", state.body().ssObjectId());
        row.put("designation", state.body().designation());
        row.put("diaDistanceRank", 1);
        observed(source, row);
        predicted(source, state, row);
        geometry(state, row);
        vector("helio_", state.helio(), state.helioVelocity(), row);
        vector("topo_", state.topo(), state.topoVelocity(), row);
        row.values().removeIf(value -> value instanceof Double d && d.isNaN());
        return new Columns(row);
    }

    private static void observed(DiaSource source, Map<String, Object> row) {
        var ecliptic = AlertFrame.ECLIPTIC.of(source.position());
        row.put("eclLambda", ecliptic.raDeg());
        row.put("eclBeta", ecliptic.decDeg());
        var galactic = AlertFrame.GALACTIC.of(source.position());
        row.put("galLon", galactic.raDeg());
        row.put("galLat", galactic.decDeg());
    }

    private static void predicted(DiaSource source, BodyState state, Map<String, Object> row) {
        var at = state.position();
        row.put("ephRa", at.raDeg());
        row.put("ephDec", at.decDeg());
        row.put("ephVmag", state.body().vMagnitude());
        var motion = state.motion();
        row.put("ephRate", motion.rate());
        row.put("ephRateRa", motion.east());
        row.put("ephRateDec", motion.north());
        double turned = Math.IEEEremainder(source.raDeg() - at.raDeg(), 360);
        double east = turned * Math.cos(Math.toRadians(source.decDeg())) * ARCSEC_PER_DEG;
        double north = (source.decDeg() - at.decDeg()) * ARCSEC_PER_DEG;
        row.put("ephOffset", Math.hypot(east, north));
        row.put("ephOffsetRa", east);
        row.put("ephOffsetDec", north);
        row.put("ephOffsetAlongTrack", motion.along(east, north));
        row.put("ephOffsetCrossTrack", motion.across(east, north));
    }

    private static void geometry(BodyState state, Map<String, Object> row) {
        var towardsSun = state.topo().minus(state.helio());
        row.put("elongation", towardsSun.angleDegTo(state.topo()));
        row.put("phaseAngle", state.helio().angleDegTo(state.topo()));
        row.put("helioRange", state.helio().length());
        row.put("helioRangeRate", state.helio().lengthening(state.helioVelocity()));
        row.put("topoRange", state.topo().length());
        row.put("topoRangeRate", state.topo().lengthening(state.topoVelocity()));
    }

    private static void vector(
            String of, Cartesian position, Cartesian velocity, Map<String, Object> row) {
        row.put(of + "x", position.x());
        row.put(of + "y", position.y());
        row.put(of + "z", position.z());
        row.put(of + "vx", velocity.x());
        row.put(of + "vy", velocity.y());
        row.put(of + "vz", velocity.z());
        row.put(of + "vtot", velocity.length());
    }
}
