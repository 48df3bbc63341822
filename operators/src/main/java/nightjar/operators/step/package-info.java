// SPDX-License-Identifier: Apache-2.0
/**
 * What each stage asks of the world outside: small classes on the model's ports, without Flink.
 * Each may be asked again after a restore, and gives the same effects.
 */
package nightjar.operators.step;
