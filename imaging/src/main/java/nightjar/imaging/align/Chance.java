// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.align;

/** What stars that have nothing in common agree in. */
final class Chance {
    /** How often two fields that have nothing in common may be taken for one. */
    private static final double RARELY = 0.001;

    private Chance() {}

    /**
     * So many come together by chance in the best of so many trials, hardly ever more.
     *
     * @param mean of one trial; Poisson
     * @param limit not asked beyond that
     */
    static int hardlyMore(double mean, double trials, int limit) {
        double exactly = Math.exp(-mean);
        double more = 1 - exactly;
        int count = 0;
        while (count < limit && trials * more > RARELY) {
            count++;
            exactly *= mean / count;
            more -= exactly;
        }
        return count;
    }
}
