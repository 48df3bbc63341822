// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.alerts;

/** An alert that the brokers would refuse. */
public final class AlertTooLarge extends RuntimeException {

    private final long diaSourceId;
    private final int bytes;

    AlertTooLarge(long diaSourceId, int bytes, int most) {
        super(
                "the alert of DIASource "
                        + diaSourceId
                        + " has "
                        + bytes
                        + " bytes, brokers take "
                        + most
                        + ": its history or its cutouts are too long");
        this.diaSourceId = diaSourceId;
        this.bytes = bytes;
    }

    public long diaSourceId() {
        return diaSourceId;
    }

    public int bytes() {
        return bytes;
    }
}
