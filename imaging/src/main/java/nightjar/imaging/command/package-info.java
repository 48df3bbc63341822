// SPDX-License-Identifier: Apache-2.0
/** The engine as a command. */
package nightjar.imaging.command;
