// SPDX-License-Identifier: Apache-2.0
/** Catalogues of what a plan stores, as Parquet files. */
package nightjar.connectors.catalogues;
