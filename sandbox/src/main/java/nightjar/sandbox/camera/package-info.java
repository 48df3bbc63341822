// SPDX-License-Identifier: Apache-2.0
/**
 * SandboxCam, a simulated camera: its detectors, its exposures of the simulated sky, its files and
 * the messages they cause.
 */
package nightjar.sandbox.camera;
