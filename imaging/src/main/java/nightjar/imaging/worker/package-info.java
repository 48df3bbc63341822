// SPDX-License-Identifier: Apache-2.0
/** The engine as a child process that speaks JSON lines. */
package nightjar.imaging.worker;
