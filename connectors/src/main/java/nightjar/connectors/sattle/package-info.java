// SPDX-License-Identifier: Apache-2.0
/** Sattle, which knows where satellites were; without its word nothing may be known. */
package nightjar.connectors.sattle;
