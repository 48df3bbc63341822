// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightjar.model.Differenced;
import nightjar.model.Raw;
import nightjar.model.sky.SkyPolygon;
import nightjar.model.sky.SkyPosition;
import nightjar.model.time.Tai;

/**
 * What the Butler's records say of a visit's exposures, as far as the raws tell it.
 *
 * @param differenced the visit-detector
 * @param instrument its camera
 * @param dayObs the observing day, yyyymmdd
 * @param filter the physical filter; empty when unknown
 */
record Observed(Differenced differenced, ButlerInstrument instrument, int dayObs, String filter) {

    private static final int A_DAY = 100_000;

    static Observed of(Differenced differenced, ButlerInstrument instrument) {
        var first = differenced.ready().raws().get(0);
        return new Observed(
                differenced, instrument, yyyymmdd(Tai.dayObs(first.beginMjdTai())), first.filter());
    }

    private static int yyyymmdd(LocalDate day) {
        return Integer.parseInt(day.format(DateTimeFormatter.BASIC_ISO_DATE));
    }

    List<Raw> raws() {
        return differenced.ready().raws();
    }

    Raw first() {
        return raws().get(0);
    }

    String group() {
        return differenced.key().group();
    }

    long visit() {
        return differenced.visit();
    }

    /** How many exposures the raw's visit has, as announced, else as its header says; 0 unknown. */
    int snaps(Raw raw) {
        int announced = differenced.ready().preloaded().expected().visit().nimages();
        return announced > 0 ? announced : raw.observation().snaps();
    }

    String program(Raw raw) {
        var told = raw.observation().program();
        return told.isEmpty() ? differenced.ready().preloaded().expected().visit().survey() : told;
    }

    /** Whether enough is known for records of exposures and visits: without, nothing can be. */
    boolean isKnown() {
        return !filter.isEmpty() && raws().stream().allMatch(Observed::hasTimes);
    }

    private static boolean hasTimes(Raw raw) {
        return Double.isFinite(raw.beginMjdTai()) && raw.endMjdTai() >= raw.beginMjdTai();
    }

    /** The image's true corners, not the padded guess from which upstream starts. */
    Optional<SkyPolygon> region() {
        var corners = differenced.cornersDeg();
        try {
            var positions = new ArrayList<SkyPosition>();
            for (int c = 0; c < corners.size(); c += 2) {
                positions.add(new SkyPosition(corners.get(c), corners.get(c + 1)));
            }
            return Optional.of(SkyPolygon.ofCorners(positions));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What was asked for, where the header tells it; else how long the shutter was open. */
    static double seconds(Raw raw) {
        double asked = raw.observation().seconds();
        return Double.isFinite(asked) ? asked : raw.exposureSeconds();
    }

    /** The exposure's number in its day; -1 for a camera that does not count by days. */
    static int number(Raw raw) {
        long day = yyyymmdd(Tai.dayObs(raw.beginMjdTai()));
        return raw.exposure() / A_DAY == day ? (int) (raw.exposure() % A_DAY) : -1;
    }

    /** The observation's name; its id where it has no other. */
    static String name(Raw raw) {
        return obsId(raw).orElse(Long.toString(raw.exposure()));
    }

    /** The observation's name: the raw's folder, where the file's name begins with it. */
    static Optional<String> obsId(Raw raw) {
        var parts = raw.uri().split("/", -1);
        var folder = parts.length < 2 ? "" : parts[parts.length - 2];
        return folder.isEmpty() || !parts[parts.length - 1].startsWith(folder + "_")
                ? Optional.empty()
                : Optional.of(folder);
    }
}
