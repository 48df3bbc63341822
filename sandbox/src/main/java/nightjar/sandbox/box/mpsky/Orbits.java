// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.mpsky;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import nightjar.model.ids.PackedDesignation;

/**
 * Rows of mpc_orbits for asteroids that have none: names, a magnitude, and nulls, in the columns
 * that lsst/ap_association asks for.
 */
final class Orbits {

    private static final List<String> ELEMENTS =
            List.of(
                    "u_param",
                    "nopp",
                    "arc_length_total",
                    "arc_length_sel",
                    "nobs_total",
                    "nobs_total_sel",
                    "a",
                    "q",
                    "e",
                    "i",
                    "node",
                    "argperi",
                    "peri_time",
                    "yarkovsky",
                    "srp",
                    "a1",
                    "a2",
                    "a3",
                    "dt",
                    "mean_anomaly",
                    "period",
                    "mean_motion",
                    "a_unc",
                    "q_unc",
                    "e_unc",
                    "i_unc",
                    "node_unc",
                    "argperi_unc",
                    "peri_time_unc",
                    "yarkovsky_unc",
                    "srp_unc",
                    "a1_unc",
                    "a2_unc",
                    "a3_unc",
                    "dt_unc",
                    "mean_anomaly_unc",
                    "period_unc",
                    "mean_motion_unc",
                    "epoch_mjd",
                    "h",
                    "g",
                    "not_normalized_rms",
                    "normalized_rms",
                    "earth_moid");

    private Orbits() {}

    static Stream<ArrowRows> of(List<Asteroid> asteroids) {
        Map<String, Function<Asteroid, String>> texts =
                Map.of(
                        "designation", Asteroid::designation,
                        "unpacked_primary_provisional_designation", Asteroid::designation,
                        "packed_primary_provisional_designation",
                                it -> PackedDesignation.of(it.designation()).orElseThrow(),
                        "id", it -> "0",
                        "mpc_orb_jsonb", it -> "{}",
                        "created_at", it -> "",
                        "updated_at", it -> "",
                        "fitting_datetime", it -> "",
                        "orbit_type_int", it -> "");
        var named =
                texts.entrySet().stream()
                        .map(
                                it ->
                                        ArrowRows.texts(
                                                it.getKey(),
                                                asteroids.stream().map(it.getValue()).toList()));
        var unknown = Collections.nCopies(asteroids.size(), Double.NaN);
        var numbers = ELEMENTS.stream().map(name -> ArrowRows.numbers(name, unknown));
        return Stream.concat(named, numbers);
    }
}
