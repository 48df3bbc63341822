// SPDX-License-Identifier: Apache-2.0
package nightjar.job.poison;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightjar.job.demo.SalSchemas;
import nightjar.sandbox.box.mpsky.Mpsky;
import nightjar.sandbox.box.web.Ask;
import nightjar.sandbox.camera.CephNotification;
import nightjar.sandbox.camera.NamedBytes;

/** Messages that are as they should be, small ones of each kind, to be damaged. */
final class Goods {

    static final int NEXT_VISIT_SCHEMA = 1;
    static final int CANCELED_SCHEMA = 2;
    static final String KEY =
            "LSSTCam/20261120/MC_O_20261120_000017/MC_O_20261120_000017_R22_S11.fits";

    private Goods() {}

    static byte[] nextVisit(String instrument, long salIndex, double sentTai) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("private_sndStamp", sentTai);
        fields.put("private_efdStamp", sentTai - 37);
        fields.put("salIndex", salIndex);
        fields.put("groupId", "2026-11-20T05:00:00.000");
        fields.put("coordinateSystem", 2L);
        fields.put("position", List.of(62.0, -37.0));
        fields.put("startTime", sentTai + 20);
        fields.put("rotationSystem", 2L);
        fields.put("filters", "r_57");
        fields.put("duration", 30.0);
        fields.put("nimages", 1L);
        fields.put("instrument", instrument);
        fields.put("survey", "BLOCK-407");
        return SalSchemas.message(NEXT_VISIT_SCHEMA, SalSchemas.NEXT_VISIT, fields);
    }

    static byte[] canceled() {
        return SalSchemas.message(
                CANCELED_SCHEMA,
                SalSchemas.NEXT_VISIT_CANCELED,
                Map.of("groupId", "2026-11-20T05:00:00.000", "private_sndStamp", 1.7e9));
    }

    static byte[] notification(String key) {
        var when = Instant.parse("2026-11-20T05:00:31Z");
        return CephNotification.created("raw", new NamedBytes(key, new byte[2880]), when);
    }

    static byte[] sidecar() {
        return """
        {"GROUPID":"2026-11-20T05:00:00.000","INSTRUME":"LSSTCam","CURINDEX":1,"MAXINDEX":1,
         "FILTER":"r_57","RA":62.0,"DEC":"-37:00:00","ROTPA":1.5,"TIMESYS":"TAI","EXPTIME":30.0,
         "DATE-BEG":"2026-11-20T05:00:00.000","MJD-BEG":61364.20833,"MJD-END":61364.20868,
         "IMGTYPE":"OBJECT","REASON":null,"ELSTART":70.1,"AZSTART":12}"""
                .getBytes(UTF_8);
    }

    static byte[] header() {
        var cards = new StringBuilder();
        for (var card :
                List.of(
                        "SIMPLE  =                    T",
                        "BITPIX  =                   16",
                        "NAXIS   =                    2",
                        "GROUPID = '2026-11-20T05:00:00.000' / it''s told",
                        "CURINDEX=                    1",
                        "TIMESYS = 'TAI'",
                        "MJD-BEG =              61364.2",
                        "MJD-END =            61364.2D0",
                        "DATE-END= '2026-11-20T05:00:30.5'",
                        "RA      = '04:08:00.0'",
                        "DEC     =                -37.0",
                        "FILTER  = 'r_57'",
                        "CONTINUE  'more'",
                        "END")) {
            cards.append("%-80s".formatted(card));
        }
        return "%-2880s".formatted(cards).getBytes(ISO_8859_1);
    }

    static byte[] geometry() {
        return """
        {"instrument":"LSSTCam","detectors":[
         {"id":4,"name":"R22_S11","corners":[[-0.1,-0.1],[0.1,-0.1],[0.1,0.1],[-0.1,0.1]]},
         {"id":5,"name":"R22_S12","corners":[[-0.1,0.1],[0.1,0.1],[0.1,0.3],[-0.1,0.3]]}]}"""
                .getBytes(UTF_8);
    }

    static byte[] templateIndex() {
        return """
        {"templates":[{"key":"templates/a.fits","instrument":"LSSTCam","band":"r",
         "corners":[[61,-38],[63,-38],[63,-36],[61,-36]]},
         {"key":"templates/b.fits","instrument":"LSSTCam","band":"i",
         "corners":[[359,-1],[1,-1],[1,1],[359,1]]}]}"""
                .getBytes(UTF_8);
    }

    static byte[] pipelines() {
        return """
        - survey: BLOCK-407
          ra: {min: 270, max: 30}
          dec: {min: -90, max: 5}
          pipelines: [ApPipe.yaml, $HOME/Isr.yaml]
        - survey: ""
          coord-type: boresight
          pipelines: []
        - &last
          pipelines: None
        """
                .getBytes(UTF_8);
    }

    static byte[] detectorLists() {
        return """
        instruments: "LSSTCam LATISS"
        detectorConfig:
          LATISS: {0: true}
          LSSTCam:
            94: true
            95: false
          LSSTCam-TEST-7: {1: true}
        """
                .getBytes(UTF_8);
    }

    static byte[] workerAnswer() {
        return """
        {"id":"7","status":"progress","stage":"psf","fraction":0.4}
        {"id":"7","status":"done","summary":{"seconds":{"total":1.5},"midpointMjdTai":61364.2,\
        "exposureSeconds":30.0,"band":"r","corners":[[61,-38],[63,-38],[63,-36],[61,-36]],\
        "nDiaSources":3,"flags":["CONSTANT_PSF"],"peakHeapMiB":NaN}}
        """
                .getBytes(UTF_8);
    }

    static byte[] workerFailure() {
        return "{\"id\":\"7\",\"status\":\"failed\",\"cause\":\"NO_WCS\",\"detail\":\"none\"}\n"
                .getBytes(UTF_8);
    }

    /** What MPSky says of two asteroids, by its stand-in in the sandbox. */
    static byte[] ephemerides() {
        var mpsky = new Mpsky();
        var body =
                """
                {"asteroids":[{"designation":"2003 YF26","epochMjdTai":61364.2,"raDeg":62.0,
                "decDeg":-37.0,"eastArcsecPerSecond":0.01,"northArcsecPerSecond":0.0,"vMag":21.5},
                {"designation":"2026 WA1","epochMjdTai":61364.2,"raDeg":62.05,"decDeg":-37.0,
                "eastArcsecPerSecond":0.0,"northArcsecPerSecond":0.01,"vMag":20.2}]}""";
        mpsky.answer(
                new Ask("POST", List.of("admin", "asteroids"), Map.of(), "application/json", body));
        var asked =
                Map.of(
                        "t",
                        "61364.2",
                        "ra",
                        "62",
                        "dec",
                        "-37",
                        "radius",
                        "1",
                        "return_elements",
                        "extended");
        var answer = mpsky.answer(new Ask("GET", List.of("ephemerides"), asked, "", ""));
        return (byte[]) answer.body();
    }
}
