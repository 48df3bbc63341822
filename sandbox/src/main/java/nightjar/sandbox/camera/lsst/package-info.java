// SPDX-License-Identifier: Apache-2.0
/**
 * LSSTCam as it is read out: sixteen amplifiers to a sensor, each with its own overscan, gain,
 * noise and faults, and the calibrations that undo them.
 */
package nightjar.sandbox.camera.lsst;
