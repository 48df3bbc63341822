// SPDX-License-Identifier: Apache-2.0
/** A stand-in of Sattle, which says what sources no catalogued satellite explains. */
package nightjar.sandbox.box.sattle;
