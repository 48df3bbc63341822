// SPDX-License-Identifier: Apache-2.0
/** The few lines that all neighbours reached by plain HTTP share. */
package nightjar.connectors.http;
