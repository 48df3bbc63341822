// SPDX-License-Identifier: Apache-2.0
/**
 * What one stage leaves for the next in the object store: products (an image worker's files),
 * catalogues (rows) and plans (all that a commit will do), immutable and named by their digests.
 */
package nightjar.connectors.products;
