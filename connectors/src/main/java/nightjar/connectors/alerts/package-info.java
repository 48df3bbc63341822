// SPDX-License-Identifier: Apache-2.0
/** Alert packets of schema 11.0, as brokers expect them. */
package nightjar.connectors.alerts;
