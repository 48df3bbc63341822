// SPDX-License-Identifier: Apache-2.0
/**
 * The alert production database on Cassandra as lsst/dax_apdb lays it out, and beside it, in a
 * keyspace of nightjar's own, the claims that decide who may write a visit-detector.
 */
@NullMarked
package nightjar.connectors.apdb;

import org.jspecify.annotations.NullMarked;
