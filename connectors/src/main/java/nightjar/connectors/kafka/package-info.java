// SPDX-License-Identifier: Apache-2.0
/**
 * How Kafka is read and written: addresses, log-ins, sources of raw records, sinks with a promise.
 */
package nightjar.connectors.kafka;
