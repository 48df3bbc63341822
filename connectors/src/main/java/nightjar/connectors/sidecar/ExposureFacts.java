// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sidecar;

import java.util.Locale;
import java.util.Set;
import nightjar.model.ObjectCreated;
import nightjar.model.Observation;
import nightjar.model.Raw;
import nightjar.model.VisitDetector;

/**
 * What all detectors of an exposure share.
 *
 * @param group the visit's identity; empty when the exposure has none
 * @param snap 0-based place within the visit
 * @param beginMjdTai start of the exposure, MJD TAI
 * @param endMjdTai end of the exposure, MJD TAI
 * @param raDeg boresight, degrees ICRS; NaN when unknown
 * @param decDeg boresight, degrees ICRS; NaN when unknown
 * @param rotationDeg position angle of the focal plane's +Y, degrees; NaN when unknown
 * @param filter physical filter; empty when unknown
 * @param kind what was exposed for: OBJECT, BIAS, DARK, FLAT …; empty when not told
 * @param observation what else is told
 */
record ExposureFacts(
        String group,
        int snap,
        double beginMjdTai,
        double endMjdTai,
        double raDeg,
        double decDeg,
        double rotationDeg,
        String filter,
        String kind,
        Observation observation) {

    private static final double SECONDS_A_DAY = 86_400;
    private static final String[] KIND = {"IMGTYPE", "OBSTYPE", "DATA-TYP"};
    private static final Set<String> ON_SKY = Set.of("object", "skyexp");
    private static final int MOST_SNAPS = 100;

    static ExposureFacts of(RawKey key, Keywords keywords, TimeScale usual) {
        var scale = TimeScale.of(keywords.text("TIMESYS"), usual);
        double begin = moment(keywords, scale, "DATE-BEG", "MJD-BEG");
        double end = moment(keywords, scale, "DATE-END", "MJD-END");
        double seconds = keywords.number("EXPTIME", "XPOSURE");
        if (Double.isNaN(begin)) {
            begin = moment(keywords, scale, "DATE-OBS", "MJD-OBS");
        }
        if (Double.isNaN(begin)) {
            begin = scale.mjdTai(keywords.number("MJD"));
        }
        double known = Double.isNaN(end) ? begin + seconds / SECONDS_A_DAY : end;
        double ordinal = keywords.number("CURINDEX");
        int counted = Double.isNaN(ordinal) ? 0 : Math.max(0, (int) ordinal - 1);
        return new ExposureFacts(
                key.group().isEmpty() ? keywords.text("GROUPID") : key.group(),
                key.snap() >= 0 ? key.snap() : counted,
                begin,
                known,
                keywords.degrees("RA", 15),
                keywords.degrees("DEC", 1),
                keywords.number("ROTPA"),
                keywords.text("FILTER", "FILTER01"),
                keywords.text(KIND),
                observation(keywords));
    }

    /** Keywords as lsst/obs_lsst's translator of headers reads them (translators/lsst.py). */
    private static Observation observation(Keywords keywords) {
        var kind = keywords.text(KIND).toLowerCase(Locale.ROOT);
        double elevation = keywords.number("ELSTART");
        return new Observation(
                ON_SKY.contains(kind) ? "science" : kind,
                keywords.text("REASON", "TESTTYPE").toLowerCase(Locale.ROOT),
                keywords.text("OBJECT"),
                keywords.text("PROGRAM"),
                keywords.number("EXPTIME", "XPOSURE"),
                keywords.number("DARKTIME"),
                keywords.number("AZSTART"),
                90 - elevation,
                (int) Math.max(0, Math.min(MOST_SNAPS, keywords.number("MAXINDEX"))));
    }

    private static double moment(Keywords keywords, TimeScale scale, String date, String mjd) {
        double written = scale.mjdTai(keywords.text(date));
        return Double.isNaN(written) ? scale.mjdTai(keywords.number(mjd)) : written;
    }

    boolean hasTimes() {
        return Double.isFinite(beginMjdTai)
                && Double.isFinite(endMjdTai)
                && endMjdTai >= beginMjdTai;
    }

    Raw raw(RawKey key, String uri, ObjectCreated object) {
        return new Raw(
                new VisitDetector(key.instrument(), group, key.detector()),
                key.exposure(),
                snap,
                uri,
                object.etag(),
                beginMjdTai,
                endMjdTai,
                raDeg,
                decDeg,
                rotationDeg,
                filter,
                object.createdMillis(),
                object.seenMillis(),
                observation);
    }
}
