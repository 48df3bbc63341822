// SPDX-License-Identifier: Apache-2.0
/** Time scales: TAI inside, converted at the border. */
package nightjar.model.time;
