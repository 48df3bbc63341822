// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssociationTest {

    @Test
    void givesEachSourceItsObjectAndLeavesTheRest() {
        Matches matches =
                Association.DEFAULT.match(
                        List.of(Sky.object(7, 0, 1), Sky.object(8, 20, 1)),
                        List.of(Sky.source(1, 0.2), Sky.source(2, 20.1), Sky.source(3, 40)));
        assertThat(matches.objectOfSource()).isEqualTo(Map.of(1L, 7L, 2L, 8L));
        assertThat(matches.unmatched()).extracting(DiaSource::id).containsExactly(3L);
    }

    @Test
    void prefersTheBestWholeToTheNearestNeighbour() {
        // Nearest neighbour gives object 7 to source 2 and leaves source 1 alone.
        Matches matches =
                Association.DEFAULT.match(
                        List.of(Sky.object(7, 0, 1), Sky.object(8, 0.605, 1)),
                        List.of(Sky.source(1, -0.6), Sky.source(2, 0.3)));
        assertThat(matches.objectOfSource()).isEqualTo(Map.of(1L, 7L, 2L, 8L));
    }

    @Test
    void matchesAcrossRightAscensionZero() {
        DiaObject object = new DiaObject(Sky.object(7, 0, 1).columns().with("ra", 359.99999));
        DiaSource source = Sky.source(1, 0).with("ra", 0.00001);
        assertThat(Association.DEFAULT.match(List.of(object), List.of(source)).objectOfSource())
                .isEqualTo(Map.of(1L, 7L));
    }

    @Test
    void leavesASourceWithoutAPositionOut() {
        DiaSource lost = Sky.source(1, 0).with("ra", Double.NaN);
        Matches matches = Association.DEFAULT.match(List.of(Sky.object(7, 0, 1)), List.of(lost));
        assertThat(matches.objectOfSource()).isEmpty();
        assertThat(matches.unmatched()).isEmpty();
    }

    @Test
    void knowsNothingOfAnEmptySky() {
        Matches matches = Association.DEFAULT.match(List.of(), List.of(Sky.source(1, 0)));
        assertThat(matches.unmatched()).hasSize(1);
        assertThat(Association.DEFAULT.match(List.of(Sky.object(7, 0, 1)), List.of()).unmatched())
                .isEmpty();
    }

    @Test
    void doesNotDependOnTheOrderOfItsInput() {
        Random random = new Random(7);
        List<DiaObject> objects = new ArrayList<>();
        List<DiaSource> sources = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            objects.add(Sky.object(100 + i, Math.round(random.nextDouble() * 30) / 4.0, 1));
            sources.add(Sky.source(i, Math.round(random.nextDouble() * 30) / 4.0));
        }
        Map<Long, Long> expected = Association.DEFAULT.match(objects, sources).objectOfSource();
        for (int i = 0; i < 10; i++) {
            Collections.shuffle(objects, random);
            Collections.shuffle(sources, random);
            assertThat(Association.DEFAULT.match(objects, sources).objectOfSource())
                    .isEqualTo(expected);
        }
    }

    @Test
    void isNoWorseThanAnyAssignmentTriedByHand() {
        Random random = new Random(20261120);
        for (int round = 0; round < 300; round++) {
            int rows = 1 + random.nextInt(5);
            int columns = 1 + random.nextInt(5);
            List<Association.Pair> pairs = new ArrayList<>();
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    if (random.nextInt(3) > 0) {
                        pairs.add(new Association.Pair(r, c, random.nextInt(20) - 10));
                    }
                }
            }
            double alone = random.nextInt(12);
            int[] solved = Assignment.solve(rows, columns, pairs, alone);
            assertThat(total(solved, pairs, alone))
                    .as("round %s: %s, alone %s", round, pairs, alone)
                    .isEqualTo(best(0, rows, pairs, alone, new HashSet<>()));
        }
    }

    @Test
    void handlesThousandsOfSourcesInOneClump() {
        Random random = new Random(3);
        List<DiaObject> objects = new ArrayList<>();
        List<DiaSource> sources = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            objects.add(Sky.object(100_000 + i, random.nextDouble() * 600, 1));
            sources.add(Sky.source(i, random.nextDouble() * 600));
        }
        Matches matches = Association.DEFAULT.match(objects, sources);
        assertThat(matches.objectOfSource().size() + matches.unmatched().size()).isEqualTo(3000);
        assertThat(new HashSet<>(matches.objectOfSource().values()))
                .hasSameSizeAs(matches.objectOfSource().keySet());
    }

    private static double total(int[] solved, List<Association.Pair> pairs, double alone) {
        double sum = 0;
        for (int row = 0; row < solved.length; row++) {
            int r = row;
            sum +=
                    solved[row] < 0
                            ? alone
                            : pairs.stream()
                                    .filter(p -> p.row() == r && p.column() == solved[r])
                                    .findFirst()
                                    .orElseThrow()
                                    .cost();
        }
        return sum;
    }

    private static double best(
            int row, int rows, List<Association.Pair> pairs, double alone, Set<Integer> used) {
        if (row == rows) {
            return 0;
        }
        double best = alone + best(row + 1, rows, pairs, alone, used);
        for (Association.Pair pair : pairs) {
            if (pair.row() == row && used.add(pair.column())) {
                best = Math.min(best, pair.cost() + best(row + 1, rows, pairs, alone, used));
                used.remove(pair.column());
            }
        }
        return best;
    }
}
