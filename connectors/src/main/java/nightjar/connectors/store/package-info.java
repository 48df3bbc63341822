// SPDX-License-Identifier: Apache-2.0
/** Object stores: S3 and plain folders, and the local cache of what is immutable. */
package nightjar.connectors.store;
