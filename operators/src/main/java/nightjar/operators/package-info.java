// SPDX-License-Identifier: Apache-2.0
/**
 * The stages of the job, one class each: what waits, for what, and how it ends. The words are the
 * model's; how a stage asks the world outside is package {@code stage}, what it asks is package
 * {@code step}.
 */
package nightjar.operators;
