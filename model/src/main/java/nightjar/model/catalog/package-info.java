// SPDX-License-Identifier: Apache-2.0
/** Catalogue rows and how they are associated. */
package nightjar.model.catalog;
