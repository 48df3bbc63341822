// SPDX-License-Identifier: Apache-2.0
/**
 * What the stages remember between records. State lives on through upgrades: a component added
 * later must accept its absence in the canonical constructor.
 */
package nightjar.operators.state;
