// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightjar.model.catalog.Columns;
import nightjar.model.catalog.DiaSource;
import nightjar.model.solar.BodyState;
import nightjar.model.solar.SsSource;

/**
 * What an alert says of a source that is a known body.
 *
 * @param ssSource where it was predicted, and how Sun, observer and body stood
 * @param mpcOrbit its orbit; empty when it was not told
 */
record SolarSource(Columns ssSource, Columns mpcOrbit) {

    static final SolarSource NONE = new SolarSource(Columns.EMPTY, Columns.EMPTY);

    /** Those among these sources, by diaSourceId. */
    static Map<Long, SolarSource> among(List<DiaSource> sources, List<BodyState> bodies) {
        var states = new HashMap<Long, BodyState>();
        bodies.forEach(state -> states.put(state.body().ssObjectId(), state));
        var known = new HashMap<Long, SolarSource>();
        for (var source : sources) {
            var state = states.get(source.ssObjectId());
            if (state != null) {
                known.put(
                        source.id(),
                        new SolarSource(SsSource.of(source, state), state.body().orbit()));
            }
        }
        return known;
    }
}
