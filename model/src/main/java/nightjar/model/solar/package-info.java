// SPDX-License-Identifier: Apache-2.0
/**
 * Known bodies of the Solar System: where they are predicted, and what is known of a source that is
 * one of them. Positions are equatorial (ICRS axes), astronomical units; velocities kilometres per
 * second.
 */
package nightjar.model.solar;
