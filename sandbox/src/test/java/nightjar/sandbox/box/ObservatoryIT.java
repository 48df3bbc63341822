// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ObservatoryIT {

    @Test
    void allOfThemComeUpAndGo() throws Exception {
        List<String> said = new CopyOnWriteArrayList<>();
        try (Observatory box =
                Observatory.start(EnumSet.allOf(Neighbour.class), Options.forTests(), said::add)) {
            said.add(box.addresses() + " " + box.residentMiB());
            assertThat(box.pids()).hasSize(5);
        }
        said.forEach(System.out::println);
    }
}
