// SPDX-License-Identifier: Apache-2.0
/** Which parallel instance works for which detector. */
package nightjar.operators.placement;
