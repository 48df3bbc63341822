// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.sky;

/** Where in the sky a transient stands. */
public enum Setting {
    /** Inside a galaxy's light, off its centre. */
    HOST,
    /** Within 0.6 to 3 arcsec of a star. */
    NEAR_STAR,
    /** Wherever it fell. */
    FIELD
}
