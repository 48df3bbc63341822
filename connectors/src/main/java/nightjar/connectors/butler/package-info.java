// SPDX-License-Identifier: Apache-2.0
/** What the Butler writer is told of a visit-detector's files. */
package nightjar.connectors.butler;
