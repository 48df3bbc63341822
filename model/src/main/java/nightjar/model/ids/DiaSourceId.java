// SPDX-License-Identifier: Apache-2.0
package nightjar.model.ids;

/**
 * What a diaSourceId says: which release, visit and detector, and the how-many-eth source of it.
 * Packed in 63 bits as lsst/obs_lsst packs it since 2025-04-09: release (6 bits), one-to-one (1),
 * day (14), sequence number (15), detector (8), counter (19).
 *
 * @param release 0 development, 1 prompt production, 2 and 3 reprocessing
 * @param visit the visit
 * @param detector 0..255
 * @param counter 1 for the first source of a visit-detector, at most 524,287
 */
public record DiaSourceId(int release, VisitId visit, int detector, int counter) {

    private static final int COUNTER_BITS = 19;
    private static final int DETECTOR_BITS = 8;
    private static final int SEQUENCE_BITS = 15;
    private static final int DAY_BITS = 14;
    private static final int RELEASE_BITS = 6;

    /** The most sources that one visit-detector can name. */
    public static final int MAX_COUNTER = (1 << COUNTER_BITS) - 1;

    public DiaSourceId {
        check("release", release, RELEASE_BITS);
        check("detector", detector, DETECTOR_BITS);
        check("counter", counter, COUNTER_BITS);
        check("sequence number", visit.sequence(), SEQUENCE_BITS);
        check("day since 2010", visit.daysSince2010(), DAY_BITS);
    }

    /** The id of a source; {@code visit} in decimal form, as {@link VisitId#of}. */
    public static long pack(int release, long visit, int detector, int counter) {
        return new DiaSourceId(release, VisitId.of(visit), detector, counter).packed();
    }

    public static DiaSourceId unpack(long id) {
        long rest = id >> COUNTER_BITS;
        int detector = bits(rest, DETECTOR_BITS);
        rest >>= DETECTOR_BITS;
        int sequence = bits(rest, SEQUENCE_BITS);
        rest >>= SEQUENCE_BITS;
        int day = bits(rest, DAY_BITS);
        rest >>= DAY_BITS;
        boolean oneToOne = bits(rest, 1) == 1;
        return new DiaSourceId(
                bits(rest >> 1, RELEASE_BITS),
                VisitId.ofDay(oneToOne, day, sequence),
                detector,
                bits(id, COUNTER_BITS));
    }

    public long packed() {
        long packed = release;
        packed = (packed << 1) | (visit.oneToOne() ? 1 : 0);
        packed = (packed << DAY_BITS) | visit.daysSince2010();
        packed = (packed << SEQUENCE_BITS) | visit.sequence();
        packed = (packed << DETECTOR_BITS) | detector;
        return (packed << COUNTER_BITS) | counter;
    }

    private static int bits(long value, int width) {
        return (int) (value & ((1L << width) - 1));
    }

    private static void check(String what, int value, int width) {
        if (value < 0 || value >= 1 << width) {
            throw new IllegalArgumentException(
                    what + " " + value + " does not fit the " + width + " bits of a diaSourceId");
        }
    }
}
