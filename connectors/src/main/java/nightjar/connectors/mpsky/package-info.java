// SPDX-License-Identifier: Apache-2.0
/** MPSky, which predicts where the known bodies of the Solar System are. */
package nightjar.connectors.mpsky;
