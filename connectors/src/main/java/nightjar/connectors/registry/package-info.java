// SPDX-License-Identifier: Apache-2.0
/** The schema registry, asked for writers' schemas by id. */
package nightjar.connectors.registry;
