// SPDX-License-Identifier: Apache-2.0
/** Fakes that several neighbours' tests share. */
package nightjar.connectors.testing;
