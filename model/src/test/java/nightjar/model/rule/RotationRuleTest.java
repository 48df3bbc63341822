// SPDX-License-Identifier: Apache-2.0
package nightjar.model.rule;

import static org.assertj.core.api.Assertions.assertThat;

import nightjar.model.RotationSystem;
import org.junit.jupiter.api.Test;

class RotationRuleTest {

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
