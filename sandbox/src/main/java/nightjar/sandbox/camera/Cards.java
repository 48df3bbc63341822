// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keywords that a raw file's header and its sidecar share. */
final class Cards {
    private static final Map<String, String> MEANINGS =
            Map.ofEntries(
                    Map.entry("GROUPID", "as announced by nextVisit"),
                    Map.entry("EXPID", "yyyymmdd * 100000 + sequence"),
                    Map.entry("CURINDEX", "snap, 1-based"),
                    Map.entry("MAXINDEX", "snaps of this visit"),
                    Map.entry("TIMESYS", "scale of all times here"),
                    Map.entry("EXPTIME", "[s]"),
                    Map.entry("DARKTIME", "[s] from clearing to readout"),
                    Map.entry("GAIN", "[electron/adu]"),
                    Map.entry("RDNOISE", "[electron] rms"),
                    Map.entry("SATURATE", "[adu]"),
                    Map.entry("MAGZERO", "AB mag of 1 adu in the whole exposure"),
                    Map.entry("RA", "[deg] boresight, ICRS"),
                    Map.entry("DEC", "[deg] boresight, ICRS"),
                    Map.entry("ROTPA", "[deg] of +Y, N through E"),
                    Map.entry("NCOMBINE", "exposures in this template"));

    private Cards() {}

    static String meaning(String key) {
        return MEANINGS.getOrDefault(key, "");
    }

    /** All keywords of a raw, the WCS and the image's shape apart. */
    static Map<String, Object> raw(
            Camera camera,
            PlannedVisit visit,
            int detector,
            double transparency,
            Instant opened,
            Instant closed) {
        double seconds = (closed.toEpochMilli() - opened.toEpochMilli()) / 1e3;
        Map<String, Object> cards = new LinkedHashMap<>();
        cards.put("INSTRUME", camera.instrument());
        cards.put("DETECTOR", detector);
        cards.put("RAFTBAY", camera.raft());
        cards.put("CCDSLOT", camera.sensor(detector));
        cards.put("GROUPID", visit.group());
        cards.put("OBSID", camera.obsId(visit));
        cards.put("EXPID", visit.exposureId());
        cards.put("CURINDEX", 1);
        cards.put("MAXINDEX", 1);
        cards.put("FILTER", camera.filter());
        cards.put("BAND", SandboxCam.BAND);
        cards.put("TIMESYS", "TAI");
        cards.put("DATE-BEG", TaiClock.iso(opened));
        cards.put("DATE-END", TaiClock.iso(closed));
        cards.put("MJD-BEG", TaiClock.mjd(opened));
        cards.put("MJD-END", TaiClock.mjd(closed));
        cards.put("EXPTIME", seconds);
        cards.putAll(camera.electronics(seconds, transparency));
        cards.put("RA", visit.boresight().raDeg());
        cards.put("DEC", visit.boresight().decDeg());
        cards.put("ROTPA", visit.rotationDeg());
        return cards;
    }
}
