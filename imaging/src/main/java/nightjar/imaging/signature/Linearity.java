// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.signature;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nightjar.imaging.Unusable;

/**
 * Makes an amplifier's numbers proportional to charge. A row of linearity.csv is
 *
 * <ul>
 *   <li>{@code C10,polynomial,c2,c3,…}: s + c2 s² + c3 s³ + …, or
 *   <li>{@code C10,table,s0,d0,s1,d1,…}: s + d, with d between the points by straight lines and
 *       beyond them as at the last; s rises
 * </ul>
 *
 * all in ADU above the overscan.
 */
final class Linearity {
    /** Changes nothing. */
    static final Linearity NONE = new Linearity(new double[0], new double[0], new double[0]);

    private final double[] coefficients;
    private final double[] signal;
    private final double[] change;

    private Linearity(double[] coefficients, double[] signal, double[] change) {
        this.coefficients = coefficients;
        this.signal = signal;
        this.change = change;
    }

    static Linearity of(Table table, String amplifier) throws Unusable {
        Optional<List<String>> row = table.row(amplifier);
        if (row.isEmpty()) {
            throw table.bad("has no row for amplifier " + amplifier);
        }
        List<String> cells = row.get();
        String kind = cells.size() > 1 ? cells.get(1) : "";
        int numbers = (int) cells.stream().skip(2).filter(cell -> !cell.isEmpty()).count();
        double[] all = new double[numbers];
        for (int i = 0; i < numbers; i++) {
            all[i] = table.number(cells, i + 2);
        }
        return switch (kind) {
            case "polynomial" -> new Linearity(all, new double[0], new double[0]);
            case "table" -> points(table, amplifier, all);
            default ->
                    throw table.bad(
                            "row "
                                    + amplifier
                                    + ": '"
                                    + kind
                                    + "' is neither polynomial nor table");
        };
    }

    private static Linearity points(Table table, String amplifier, double[] all) throws Unusable {
        int n = all.length / 2;
        double[] at = new double[n];
        double[] change = new double[n];
        for (int i = 0; i < n; i++) {
            at[i] = all[2 * i];
            change[i] = all[2 * i + 1];
            if (i > 0 && at[i] <= at[i - 1]) {
                throw table.bad("row " + amplifier + ": the table's signals must rise");
            }
        }
        if (n == 0 || all.length % 2 == 1) {
            throw table.bad("row " + amplifier + ": a table needs pairs of numbers");
        }
        return new Linearity(new double[0], at, change);
    }

    /** ADU as they would be if the amplifier were linear. */
    double corrected(double s) {
        if (signal.length > 0) {
            return s + interpolated(s);
        }
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            sum = (sum + coefficients[i]) * s;
        }
        return s + sum * s;
    }

    private double interpolated(double s) {
        int last = signal.length - 1;
        if (s <= signal[0]) {
            return change[0];
        }
        if (s >= signal[last]) {
            return change[last];
        }
        int found = Arrays.binarySearch(signal, s);
        int i = found >= 0 ? found : -found - 2;
        double t = (s - signal[i]) / (signal[i + 1] - signal[i]);
        return change[i] + t * (change[i + 1] - change[i]);
    }
}
