// SPDX-License-Identifier: Apache-2.0
/** operators. */
package nightjar.operators;
