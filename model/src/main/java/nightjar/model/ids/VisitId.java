// SPDX-License-Identifier: Apache-2.0
package nightjar.model.ids;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * The number of a visit: yyyymmdd * 100000 + sequence number, with a leading 9 when each exposure
 * is taken as a visit of its own (one-to-one) though it belongs to a group. The visit of a group
 * carries the number of its first exposure.
 *
 * @param oneToOne whether each exposure is its own visit by reinterpretation
 * @param day the observing day (it changes at noon UTC-ish, not at midnight)
 * @param sequence the sequence number of the first exposure within the day
 */
public record VisitId(boolean oneToOne, LocalDate day, int sequence) {

    private static final LocalDate FIRST_DAY = LocalDate.of(2010, 1, 1);
    private static final long SEQUENCES = 100_000L;
    private static final long ONE_TO_ONE = 90_000_000_000_000L;

    public VisitId {
        requireNonNull(day, "day");
        if (sequence < 0 || sequence >= SEQUENCES) {
            throw new IllegalArgumentException("visit sequence number " + sequence);
        }
    }

    /** Reads the decimal form, for instance 2026022401166. */
    public static VisitId of(long visit) {
        boolean oneToOne = visit >= ONE_TO_ONE;
        long plain = oneToOne ? visit - ONE_TO_ONE : visit;
        long yyyymmdd = plain / SEQUENCES;
        if (plain <= 0 || yyyymmdd < 1900_01_01 || yyyymmdd > 2999_12_31) {
            throw new IllegalArgumentException(
                    "visit " + visit + " is not yyyymmdd followed by five digits");
        }
        LocalDate day =
                LocalDate.of(
                        (int) (yyyymmdd / 10_000),
                        (int) (yyyymmdd / 100 % 100),
                        (int) (yyyymmdd % 100));
        return new VisitId(oneToOne, day, (int) (plain % SEQUENCES));
    }

    static VisitId ofDay(boolean oneToOne, int daysSince2010, int sequence) {
        return new VisitId(oneToOne, FIRST_DAY.plusDays(daysSince2010), sequence);
    }

    /** The decimal form. */
    public long value() {
        long yyyymmdd = day.getYear() * 10_000L + day.getMonthValue() * 100L + day.getDayOfMonth();
        return (oneToOne ? ONE_TO_ONE : 0) + yyyymmdd * SEQUENCES + sequence;
    }

    int daysSince2010() {
        return (int) ChronoUnit.DAYS.between(FIRST_DAY, day);
    }
}
