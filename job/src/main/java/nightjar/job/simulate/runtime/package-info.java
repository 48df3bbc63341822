// SPDX-License-Identifier: Apache-2.0
/** Flink's stages on a clock of their own, one step at a time, stopped and restored at will. */
package nightjar.job.simulate.runtime;
