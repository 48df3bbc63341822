// SPDX-License-Identifier: Apache-2.0
/** Tests of the measurements and their errors. */
package nightjar.imaging.measure;
