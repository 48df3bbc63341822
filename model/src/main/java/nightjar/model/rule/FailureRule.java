// SPDX-License-Identifier: Apache-2.0
package nightjar.model.rule;

import java.util.List;
import java.util.Optional;
import nightjar.model.Outcome;

/**
 * What the failure of a main pipeline means: whether it may be tried again depends on what ended it
 * and on whether the APDB may have changed (lsst-dm/prompt_processing, activator.py).
 */
public final class FailureRule {

    /** What ended the work. */
    public enum End {
        /** An error of whatever kind. */
        ERROR,
        /** The process was told to go. */
        SHUTDOWN,
        /** Time ran out. */
        TIMEOUT
    }

    /**
     * A visit that the images define.
     *
     * @param beginMjdTai MJD TAI; NaN when open
     * @param endMjdTai MJD TAI; NaN when open
     */
    public record DefinedVisit(long visit, double beginMjdTai, double endMjdTai) {

        /** The time by which the APDB is asked: the begin, else the end. */
        public Optional<Double> timeMjdTai() {
            double time = Double.isNaN(beginMjdTai) ? endMjdTai : beginMjdTai;
            return Optional.of(time).filter(Double::isFinite);
        }
    }

    /** Asks the APDB for a visit and the detector in question (containsVisitDetector). */
    public interface Contains {
        Outcome<Boolean> ask(long visit, double timeMjdTai) throws InterruptedException;
    }

    private FailureRule() {}

    /**
     * Whether the APDB may have been changed: it has the visit-detector, or that cannot be known. A
     * failed look-up is no proof of the contrary, nor are several visits or one without times; an
     * engineering exposure, which defines no visit, cannot have changed it.
     */
    public static boolean mayHaveChanged(List<DefinedVisit> visits, Contains apdb)
            throws InterruptedException {
        if (visits.isEmpty()) {
            return false;
        }
        var time = visits.get(0).timeMjdTai();
        if (visits.size() > 1 || time.isEmpty()) {
            return true;
        }
        return apdb.ask(visits.get(0).visit(), time.get()).asValue().orElse(true);
    }

    /** The main pipeline ended so. */
    public static FailureClass ofPipeline(End end, boolean apdbMayHaveChanged) {
        if (apdbMayHaveChanged) {
            return FailureClass.NON_RETRIABLE;
        }
        return end == End.ERROR ? FailureClass.PIPELINE_EXECUTION : FailureClass.RETRIABLE;
    }

    /** Preload or waiting ended so: nothing outside can have changed yet. */
    public static FailureClass beforePipeline(End end) {
        return end == End.ERROR ? FailureClass.PIPELINE_EXECUTION : FailureClass.RETRIABLE;
    }

    /** The pipeline had succeeded, and its outputs could not be exported. */
    public static FailureClass ofExport() {
        return FailureClass.NON_RETRIABLE;
    }
}
