// SPDX-License-Identifier: Apache-2.0
/** A made-up sky and camera with known truth, for tests. */
package nightjar.imaging.scene;
