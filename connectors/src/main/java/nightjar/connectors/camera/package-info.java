// SPDX-License-Identifier: Apache-2.0
/** Cameras: their detectors' names and numbers, and where on the sky each of them looks. */
package nightjar.connectors.camera;
