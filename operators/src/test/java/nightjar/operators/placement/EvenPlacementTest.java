// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvenPlacementTest {

    /** Switched off in production (phalanx): dead, vignetted, or without a good flat. */
    private static final Set<Integer> OFF =
            Set.of(0, 1, 19, 20, 27, 30, 65, 68, 120, 122, 123, 158, 161, 168, 169, 187, 188);

    @ParameterizedTest
    @ValueSource(ints = {2, 16, 43, 86, 172})
    void noSubtaskHasMoreThanOneDetectorAboveTheMean(int parallelism) {
        var all = IntStream.range(0, 189).boxed().toList();
        var active = all.stream().filter(detector -> !OFF.contains(detector)).toList();
        assertThat(active).hasSize(172);

        for (var camera : List.of(all, active)) {
            int mean = (camera.size() + parallelism - 1) / parallelism;
            assertThat(busiest(camera, parallelism))
                    .as("%d detectors on %d subtasks", camera.size(), parallelism)
                    .isLessThanOrEqualTo(mean + 1);
        }
    }

    @Test
    void aSmallCameraUsesEverySubtaskToo() {
        var raft = IntStream.range(0, 9).boxed().toList();

        assertThat(busiest(raft, 2)).isEqualTo(5);
        assertThat(busiest(raft, 4)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 16, 43, 86, 172})
    void stateOfEveryVisitOfADetectorLiesWhereItsCallsAreMade(int parallelism) {
        for (int detector = 0; detector < 205; detector++) {
            for (int visit = 0; visit < 40; visit++) {
                var key = new DetectorKey("LSSTCam", "2026-11-20T01:02:" + visit, detector);

                int stateful =
                        KeyGroupRangeAssignment.assignKeyToParallelOperator(
                                key, EvenPlacement.MAX_PARALLELISM, parallelism);

                assertThat(stateful)
                        .as("%s at parallelism %d", key, parallelism)
                        .isEqualTo(EvenPlacement.subtask(detector, parallelism));
            }
        }
    }

    @Test
    void visitsOfADetectorDoNotAllShareOneHashCode() {
        long codes =
                IntStream.range(0, 1000)
                        .map(visit -> new DetectorKey("LSSTCam", "group " + visit, 4).hashCode())
                        .distinct()
                        .count();

        assertThat(codes).isGreaterThan(16);
    }

    private static int busiest(List<Integer> camera, int parallelism) {
        var load = new int[parallelism];
        camera.forEach(detector -> load[EvenPlacement.subtask(detector, parallelism)]++);
        return Arrays.stream(load).max().orElseThrow();
    }
}
