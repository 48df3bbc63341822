// SPDX-License-Identifier: Apache-2.0
/**
 * Instruments that stand between a client and a real server and do harm on order: a wire that can
 * be held and cut, and an HTTP front that meddles with answers.
 */
package nightjar.sandbox.faults;
