// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import nightjar.sandbox.sky.Dice;

/**
 * A detector's bad columns, the same in every night: two dead ones that read 0 from some row up to
 * the top, and a hot one that reads full scale.
 */
final class BadColumns {
    private static final int DEAD = 2;
    private static final int FULL_SCALE = 65_535;

    private final int size;
    private final int[] columns = new int[DEAD + 1];
    private final int[] firstRow = new int[DEAD + 1];

    BadColumns(int detector, int size) {
        this.size = size;
        RandomGenerator dice = Dice.of(0, "bad columns", detector);
        for (int i = 0; i < columns.length; i++) {
            columns[i] = 8 + (int) ((size - 16) * dice.nextDouble());
            firstRow[i] = (int) (size * 0.7 * dice.nextDouble());
        }
    }

    void mark(boolean[] bad) {
        for (int i = 0; i < columns.length; i++) {
            for (int y = firstRow[i]; y < size; y++) {
                bad[y * size + columns[i]] = true;
            }
        }
    }

    /** Overwrites what was read with what these columns read. */
    void spoil(short[][] raw) {
        for (int i = 0; i < columns.length; i++) {
            short value = RawFits.unsigned(i < DEAD ? 0 : FULL_SCALE);
            for (int y = firstRow[i]; y < size; y++) {
                raw[y][columns[i]] = value;
            }
        }
    }

    @Override
    public String toString() {
        return "bad columns " + Arrays.toString(columns);
    }
}
