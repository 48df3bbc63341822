// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import nightjar.model.sky.SkyPosition;

/**
 * Something on the sky that was detected at least once and does not move: a view of its row, be it
 * the ten columns of DiaObjectLast or the full summary.
 *
 * @param columns the row; diaObjectId, ra and dec (ICRS, degrees) are always there
 */
public record DiaObject(Columns columns) {

    public DiaObject {
        Row.require(columns, "diaObjectId", "DiaObject");
        Row.require(columns, "ra", "DiaObject");
        Row.require(columns, "dec", "DiaObject");
    }

    public long id() {
        return columns.whole("diaObjectId", 0);
    }

    public double raDeg() {
        return columns.number("ra");
    }

    public double decDeg() {
        return columns.number("dec");
    }

    public SkyPosition position() {
        return new SkyPosition(raDeg(), decDeg());
    }

    /** When this version of the row was stored, MJD TAI; NaN when the table does not say. */
    public double validityStartMjdTai() {
        return columns.number("validityStartMjdTai");
    }

    public int nDiaSources() {
        return (int) columns.whole("nDiaSources", 0);
    }
}
