// SPDX-License-Identifier: Apache-2.0
/** The innermost sums with the Vector API, for a Java that has it (JEP 338 and its successors). */
package nightjar.imaging.vector;
