// SPDX-License-Identifier: Apache-2.0
/** YAML that people write: what is said when it is none. */
package nightjar.connectors.yaml;
