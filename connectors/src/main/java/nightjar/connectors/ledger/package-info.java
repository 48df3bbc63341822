// SPDX-License-Identifier: Apache-2.0
/** The ledger of how visit-detectors ended, and the quarantine of inputs nobody understood. */
package nightjar.connectors.ledger;
