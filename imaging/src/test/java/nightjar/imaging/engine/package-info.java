// SPDX-License-Identifier: Apache-2.0
/** What the engine says of itself. */
package nightjar.imaging.engine;
