// SPDX-License-Identifier: Apache-2.0
/** What every neighbour's wire may need: whose certificates are trusted, and who we say we are. */
package nightjar.connectors.wire;
