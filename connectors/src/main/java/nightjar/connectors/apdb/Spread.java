// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

/**
 * The part of a table that a visit-detector writes to. Upstream draws it at random; any choice
 * serves its readers, and a fixed one lets the same rows be written twice.
 */
final class Spread {

    private Spread() {}

    /** A number below {@code parts}, evenly spread (the finalizer of SplitMix64, Steele 2014). */
    static int over(int parts, long visit, int detector, int salt) {
        long z = visit * 1021 + detector * 31L + salt;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        z ^= z >>> 31;
        return (int) Math.floorMod(z, (long) parts);
    }
}
