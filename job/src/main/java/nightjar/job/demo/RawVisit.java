// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nightjar.model.time.Tai;

/**
 * A real file as a visit of a camera with one detector: its announcement, its sidecar, its place in
 * the bucket.
 *
 * @param mjdTai when the shutter opened, MJD TAI
 * @param sequence the night's n-th, from 1
 * @param group what announcement and image share
 */
record RawVisit(RawFile file, double mjdTai, int sequence, String group) {

    static final String DETECTOR = "R00_S00";

    private static final double MINUTE_DAYS = 1.0 / 1440;
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** By their times, or by name where these repeat, then a minute apart. */
    static List<RawVisit> inOrder(List<RawFile> files) {
        var sorted =
                files.stream()
                        .sorted(
                                Comparator.comparingDouble((RawFile f) -> orZero(f.mjdTai()))
                                        .thenComparing(RawFile::name))
                        .toList();
        var visits = new ArrayList<RawVisit>();
        double free = 0;
        for (int i = 0; i < sorted.size(); i++) {
            var file = sorted.get(i);
            double told =
                    Double.isNaN(file.mjdTai())
                            ? Tai.mjdTaiOfUtcMillis(System.currentTimeMillis())
                            : file.mjdTai();
            double mjd = Math.max(told, free);
            free = mjd + file.exposureSeconds() / 86_400 + MINUTE_DAYS;
            visits.add(new RawVisit(file, mjd, i + 1, iso(mjd)));
        }
        return visits;
    }

    private static double orZero(double mjd) {
        return Double.isNaN(mjd) ? 0 : mjd;
    }

    private static String iso(double mjdTai) {
        var seconds = Tai.unixTaiOfMjdTai(mjdTai);
        var instant = Instant.ofEpochMilli(Math.round(seconds * 1000));
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).format(ISO);
    }

    private double endMjdTai() {
        return mjdTai + file.exposureSeconds() / 86_400;
    }

    /** The object it is in the bucket. */
    String key(String instrument, String extension) {
        int day = day();
        var obsId = String.format(Locale.ROOT, "RW_O_%08d_%06d", day, sequence);
        return String.format(
                Locale.ROOT,
                "%s/%08d/%s/%s_%s%s",
                instrument,
                day,
                obsId,
                obsId,
                DETECTOR,
                extension);
    }

    private int day() {
        var day = Tai.dayObs(mjdTai);
        return day.getYear() * 10_000 + day.getMonthValue() * 100 + day.getDayOfMonth();
    }

    /** A nextVisit of these SAL fields, sent now. */
    Map<String, Object> announcement(String instrument) {
        long now = System.currentTimeMillis();
        var fields = new HashMap<String, Object>();
        fields.put("private_sndStamp", Tai.unixTaiOfUtcMillis(now));
        fields.put("private_efdStamp", now / 1000.0);
        fields.put("salIndex", 1L);
        fields.put("scriptSalIndex", 200_000L + sequence);
        fields.put("groupId", group);
        fields.put("coordinateSystem", 2L);
        fields.put("position", List.of(file.centreDeg()[0], file.centreDeg()[1]));
        fields.put("startTime", Tai.unixTaiOfMjdTai(mjdTai));
        fields.put("rotationSystem", 2L);
        fields.put("cameraAngle", 0.0);
        fields.put("filters", file.band());
        fields.put("dome", 2L);
        fields.put("duration", 5.0);
        fields.put("nimages", 1L);
        fields.put("instrument", instrument);
        fields.put("survey", "RAWS");
        fields.put("totalCheckpoints", 0L);
        return fields;
    }

    /** What its header says, as an LSST camera writes it beside the file. */
    String sidecar(String instrument) {
        return JSON.createObjectNode()
                .put("GROUPID", group)
                .put("INSTRUME", instrument)
                .put("RAFTBAY", "R00")
                .put("CCDSLOT", "S00")
                .put("CURINDEX", 1)
                .put("MAXINDEX", 1)
                .put("FILTER", file.band())
                .put("RA", file.centreDeg()[0])
                .put("DEC", file.centreDeg()[1])
                .put("ROTPA", 0.0)
                .put("TIMESYS", "TAI")
                .put("DATE-BEG", iso(mjdTai))
                .put("DATE-END", iso(endMjdTai()))
                .put("MJD-BEG", mjdTai)
                .put("MJD-END", endMjdTai())
                .put("EXPTIME", file.exposureSeconds())
                .toString();
    }
}
