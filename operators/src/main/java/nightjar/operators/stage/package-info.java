// SPDX-License-Identifier: Apache-2.0
/** How a stage asks the world outside: bounded, in order of urgency, retried, and given up. */
package nightjar.operators.stage;
