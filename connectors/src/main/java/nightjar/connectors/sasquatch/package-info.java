// SPDX-License-Identifier: Apache-2.0
/** Sasquatch, the observatory's metrics store; its absence harms nobody. */
package nightjar.connectors.sasquatch;
