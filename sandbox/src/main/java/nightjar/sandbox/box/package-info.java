// SPDX-License-Identifier: Apache-2.0
/**
 * The neighbours of nightjar as real servers on loopback, each a child process that cannot outlive
 * its parent: Kafka, Cassandra, an object store, and stand-ins of registry, Presence, Sasquatch and
 * Sattle.
 */
package nightjar.sandbox.box;
