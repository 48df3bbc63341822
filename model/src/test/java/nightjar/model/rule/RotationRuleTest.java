// SPDX-License-Identifier: Apache-2.0
package nightjar.model.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import nightjar.model.Raw;
import nightjar.model.RotationSystem;
import org.junit.jupiter.api.Test;

class RotationRuleTest {

    @Test
    void keepsWhatUpstreamKeeps() throws IOException {
        var cases = Cases.read("rotation_filter_cases.json");
        var rule = new RotationRule(cases.get("tolerance_deg").asDouble());
        double angle = cases.get("visit_angle").asDouble();
        int checked = 0;
        for (var list : new String[] {"cases", "derived_from_code"}) {
            for (var each : cases.get(list)) {
                check(rule, each, each.path("visit_angle").asDouble(angle));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(9);
    }

    private static void check(RotationRule rule, JsonNode each, double angle) {
        var system = RotationSystem.valueOf(each.path("rotationSystem").asText("SKY"));
        var visit = Announced.ORDINARY.turned(system, angle).visit();
        var raws = new ArrayList<Raw>();
        for (var exposure : each.get("exposures").properties()) {
            double turned =
                    exposure.getValue().isNumber() ? exposure.getValue().asDouble() : Double.NaN;
            raws.add(Announced.raw(Long.parseLong(exposure.getKey()), turned));
        }
        var kept = new ArrayList<Long>();
        each.get("kept").forEach(exposure -> kept.add(exposure.asLong()));

        assertThat(rule.keep(visit, raws))
                .as(each.toString())
                .extracting(Raw::exposure)
                .containsExactlyElementsOf(kept);
    }

    @Test
    void comparesNothingWithAnAngleThatIsNotOnTheSky() {
        var rule = RotationRule.DEFAULT;

        for (var system : RotationSystem.values()) {
            var visit = Announced.ORDINARY.turned(system, 10).visit();
            assertThat(rule.fits(visit, 100))
                    .as("%s", system)
                    .isEqualTo(system != RotationSystem.SKY);
        }
    }
}
