// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

/**
 * A flux measured where an object is known to be, whether it was detected or not.
 *
 * @param columns the row; diaObjectId, visit and detector are always there
 */
public record DiaForcedSource(Columns columns) {

    public DiaForcedSource {
        Row.require(columns, "diaObjectId", "DiaForcedSource");
        Row.require(columns, "visit", "DiaForcedSource");
        Row.require(columns, "detector", "DiaForcedSource");
    }

    public long diaObjectId() {
        return columns.whole("diaObjectId", 0);
    }

    public long visit() {
        return columns.whole("visit", 0);
    }

    public int detector() {
        return (int) columns.whole("detector", 0);
    }

    /** Middle of the exposure, MJD TAI. */
    public double midpointMjdTai() {
        return columns.number("midpointMjdTai");
    }
}
