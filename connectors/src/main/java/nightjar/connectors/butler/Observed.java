// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import nightjar.model.Differenced;
import nightjar.model.Raw;
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

    Raw last() {
        return raws().get(raws().size() - 1);
    }

    String group() {
        return differenced.key().group();
    }

    long visit() {
        return differenced.visit();
    }

    String survey() {
        return differenced.ready().preloaded().expected().visit().survey();
    }

    /** Whether enough is known for records of exposures and visits that are right. */
    boolean isKnown() {
        return !filter.isEmpty()
                && raws().stream().allMatch(raw -> obsId(raw).isPresent() && hasDayAndNumber(raw));
    }

    private boolean hasDayAndNumber(Raw raw) {
        return raw.exposure() / A_DAY == dayObs;
    }

    static int number(Raw raw) {
        return (int) (raw.exposure() % A_DAY);
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
