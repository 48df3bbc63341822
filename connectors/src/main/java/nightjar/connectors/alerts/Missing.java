// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.alerts;

/** What a nullable field says when its row has no value for it. */
public enum Missing {
    /**
     * As lsst/ap_association's packageAlerts writes alerts and brokers' code expects them: floating
     * point numbers are NaN, ids 0, flags and texts null.
     */
    AS_UPSTREAM,
    /** Null, whatever the field. */
    NULL
}
