// SPDX-License-Identifier: Apache-2.0
/** The Presence service, which knows which raws have been ingested. */
package nightjar.connectors.presence;
