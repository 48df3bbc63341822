// SPDX-License-Identifier: Apache-2.0
/** Positions and regions on the celestial sphere (ICRS), and the pixels the APDB is keyed by. */
@NullMarked
package nightjar.model.sky;

import org.jspecify.annotations.NullMarked;
