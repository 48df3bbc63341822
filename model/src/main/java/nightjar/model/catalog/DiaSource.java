// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import nightjar.model.sky.SkyPosition;

/**
 * One detection on one difference image: a view of its published row that names the columns the
 * rules read.
 *
 * @param columns the row; diaSourceId, ra and dec (ICRS, degrees) are always there
 */
public record DiaSource(Columns columns) {

    public DiaSource {
        Row.require(columns, "diaSourceId", "DiaSource");
    }

    public long id() {
        return columns.whole("diaSourceId", 0);
    }

    /** The object it belongs to, 0 while unknown or when it is a Solar System object's. */
    public long diaObjectId() {
        return columns.whole("diaObjectId", 0);
    }

    /** The Solar System object it belongs to, 0 when none. */
    public long ssObjectId() {
        return columns.whole("ssObjectId", 0);
    }

    /** Right ascension, degrees; NaN when it could not be measured. */
    public double raDeg() {
        return columns.number("ra");
    }

    public double decDeg() {
        return columns.number("dec");
    }

    /** Whether it has a position at all. */
    public boolean hasPosition() {
        return Double.isFinite(raDeg()) && Double.isFinite(decDeg());
    }

    public SkyPosition position() {
        return new SkyPosition(raDeg(), decDeg());
    }

    /** Middle of the exposure, MJD TAI. */
    public double midpointMjdTai() {
        return columns.number("midpointMjdTai");
    }

    /** One of u g r i z y, or empty. */
    public String band() {
        return columns.text("band");
    }

    /** Flux on the difference image, nJy. */
    public double psfFlux() {
        return columns.number("psfFlux");
    }

    public double psfFluxErr() {
        return columns.number("psfFluxErr");
    }

    /** Flux on the science image, nJy. */
    public double scienceFlux() {
        return columns.number("scienceFlux");
    }

    public double scienceFluxErr() {
        return columns.number("scienceFluxErr");
    }

    /** Probability that it is real, 0..1; NaN when not classified. */
    public double reliability() {
        return columns.number("reliability");
    }

    public boolean flag(String name) {
        return columns.flag(name);
    }

    public DiaSource with(String name, Object value) {
        return new DiaSource(columns.with(name, value));
    }
}
