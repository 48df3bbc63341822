// SPDX-License-Identifier: Apache-2.0
/** The chain from raw frames to a measured difference, step by step. */
package nightjar.imaging.engine;
