// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import nightjar.job.config.ConfigurationException;
import nightjar.model.ids.DiaSourceId;
import nightjar.model.ids.VisitId;
import nightjar.model.time.Tai;

/**
 * Which visits are audited.
 *
 * @param first the first visit's id
 * @param last the last one's, inclusive
 */
public record Scope(long first, long last) {

    private static final long SEQUENCES = 100_000;

    /** Every visit that can be. */
    static final Scope ALL = new Scope(2010_01_01_00000L, 2054_11_08_99999L);

    /** The largest sequence number and detector that a diaSourceId can tell. */
    private static final int MOST_SEQUENCE = (1 << 15) - 1;

    private static final int MOST_DETECTOR = (1 << 8) - 1;

    private static final Pattern VISITS = Pattern.compile("([0-9]{13})(?:\\.\\.([0-9]{13}))?");

    public Scope {
        if (last < first) {
            throw new ConfigurationException(
                    "--visits " + first + ".." + last + " ends before it begins");
        }
        requireVisit(first);
        requireVisit(last);
    }

    private static void requireVisit(long visit) {
        try {
            id(0, visit, 0, 0);
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw new ConfigurationException(
                    visit
                            + " is no visit: yyyymmdd, 2010 to 2054, and a sequence number of"
                            + " five digits",
                    e);
        }
    }

    /** The visits of these observing days, both included. */
    public static Scope nights(LocalDate first, LocalDate last) {
        return new Scope(firstOf(first), firstOf(last) + SEQUENCES - 1);
    }

    private static long firstOf(LocalDate day) {
        return Long.parseLong(day.format(DateTimeFormatter.BASIC_ISO_DATE)) * SEQUENCES;
    }

    /** {@code A..B}, or a single visit. */
    public static Scope visits(String text) {
        var match = VISITS.matcher(text);
        if (!match.matches()) {
            throw new ConfigurationException(
                    "--visits "
                            + text
                            + ": write FIRST..LAST, for instance"
                            + " 2026112000001..2026112000099");
        }
        long first = Long.parseLong(match.group(1));
        return new Scope(first, match.group(2) == null ? first : Long.parseLong(match.group(2)));
    }

    /** No DIASource of these visits has a smaller id. */
    long leastId(int release) {
        return id(release, first, 0, 0);
    }

    /** None has a larger one. */
    long greatestId(int release) {
        return id(release, last, MOST_DETECTOR, DiaSourceId.MAX_COUNTER);
    }

    private static long id(int release, long visit, int detector, int counter) {
        var it = VisitId.of(visit);
        int sequence = Math.min(it.sequence(), MOST_SEQUENCE);
        var held = new VisitId(it.oneToOne(), it.day(), sequence);
        return new DiaSourceId(release, held, detector, counter).packed();
    }

    public boolean contains(long visit) {
        return visit >= first && visit <= last;
    }

    /** When the first night begins, MJD TAI: an observing day changes at noon. */
    public double beginMjdTai() {
        return noon(VisitId.of(first).day());
    }

    /** When the last night ends, MJD TAI. */
    double endMjdTai() {
        return noon(VisitId.of(last).day()) + 1;
    }

    private static double noon(LocalDate day) {
        return day.toEpochDay() + Tai.MJD_1970 + 0.5;
    }

    @Override
    public String toString() {
        var from = VisitId.of(first).day();
        var to = VisitId.of(last).day();
        boolean whole = first % SEQUENCES == 0 && last % SEQUENCES == SEQUENCES - 1;
        if (!whole) {
            return "visits " + first + " to " + last;
        }
        return from.equals(to) ? "night " + from : "nights " + from + " to " + to;
    }
}
