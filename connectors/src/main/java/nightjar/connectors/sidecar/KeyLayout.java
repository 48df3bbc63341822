// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sidecar;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nightjar.connectors.camera.DetectorNames;

/**
 * How a camera's raws are named in the bucket (lsst-dm/prompt_processing, raw.py). The extension is
 * whatever begins with ".f": .fits, .fits.fz, .fz.
 */
public enum KeyLayout {
    /** {@code prefix/dayobs/obsid/obsid_Rnn_Sxy.fits}, with obsid AA_B_yyyymmdd_nnnnnn. */
    LSST(
            "(?<prefix>[^/]+)/(?<day>\\d{8})/(?<obsid>[^/]+_(?<date>\\d{8})_(?<seq>\\d{1,6}))/"
                    + "\\k<obsid>_(?<sensor>R\\d\\d_S.\\d)(?<guider>_guider)?(?<ext>\\.f.*)"),
    /** {@code LSSTCam-imSim/day/expid/expid_filter_detector_Rnn_Sxy.fits}. */
    IMSIM(
            "(?<prefix>[^/]+)/(?<day>\\d{8})/(?<exposure>\\d{1,18})/\\k<exposure>_(?<filter>[^/]*)_"
                    + "(?<detector>\\d{1,4})_(?<sensor>R\\d\\d_S.\\d)(?<guider>_guider)?"
                    + "(?<ext>\\.f.*)"),
    /** {@code instrument/detector/group/snap/expid/filter/file.fits}, as for HSC. */
    GROUPED(
            "(?<prefix>[^/]+)/(?<detector>\\d{1,4})/(?<group>[^/]+)/(?<snap>\\d{1,4})/"
                    + "(?<exposure>\\d{1,18})/(?<filter>[^/]*)/(?<file>[^/]+?)(?<ext>\\.f[^/]*)");

    private static final long EXPOSURES_A_DAY = 100_000;

    private final Pattern pattern;

    KeyLayout(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    boolean fits(String key) {
        return pattern.matcher(key).matches();
    }

    /** What the key says; empty when it is not of this layout or names what cannot be. */
    Optional<RawKey> read(String key, String instrument, DetectorNames detectors) {
        var m = pattern.matcher(key);
        if (!m.matches()) {
            return Optional.empty();
        }
        return switch (this) {
            case LSST -> readLsst(key, m, instrument, detectors);
            case IMSIM -> readImsim(key, m, instrument, detectors);
            case GROUPED -> Optional.of(readGrouped(m, instrument));
        };
    }

    private static Optional<RawKey> readLsst(
            String key, Matcher m, String instrument, DetectorNames detectors) {
        long sequence = Long.parseLong(m.group("seq"));
        if (sequence >= EXPOSURES_A_DAY) {
            return Optional.empty();
        }
        long exposure = Long.parseLong(m.group("date")) * EXPOSURES_A_DAY + sequence;
        var sensor = m.group("sensor");
        var sidecar = key.substring(0, m.start("ext")) + ".json";
        return detectors
                .number(sensor)
                .map(
                        detector ->
                                new RawKey(
                                        instrument,
                                        m.group("obsid"),
                                        exposure,
                                        detector,
                                        sensor,
                                        sidecar,
                                        "",
                                        -1));
    }

    private static Optional<RawKey> readImsim(
            String key, Matcher m, String instrument, DetectorNames detectors) {
        var sensor = m.group("sensor");
        int detector = Integer.parseInt(m.group("detector"));
        if (detectors.number(sensor).filter(number -> number == detector).isEmpty()) {
            return Optional.empty();
        }
        var sidecar = key.substring(0, m.start("ext")) + ".json";
        long exposure = Long.parseLong(m.group("exposure"));
        return Optional.of(
                new RawKey(
                        instrument,
                        m.group("exposure"),
                        exposure,
                        detector,
                        sensor,
                        sidecar,
                        "",
                        -1));
    }

    private static RawKey readGrouped(Matcher m, String instrument) {
        return new RawKey(
                instrument,
                m.group("exposure"),
                Long.parseLong(m.group("exposure")),
                Integer.parseInt(m.group("detector")),
                "",
                "",
                m.group("group"),
                Integer.parseInt(m.group("snap")));
    }
}
