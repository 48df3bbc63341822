// SPDX-License-Identifier: Apache-2.0
/** What reading Avro of others needs, whoever wrote it. */
package nightjar.connectors.avro;
