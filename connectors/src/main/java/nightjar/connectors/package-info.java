// SPDX-License-Identifier: Apache-2.0
/** connectors. */
package nightjar.connectors;
