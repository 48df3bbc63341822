// SPDX-License-Identifier: Apache-2.0
/** A stand-in of MPSky, which predicts where known asteroids are; it knows the simulated ones. */
package nightjar.sandbox.box.mpsky;
