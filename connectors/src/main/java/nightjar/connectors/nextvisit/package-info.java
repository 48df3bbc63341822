// SPDX-License-Identifier: Apache-2.0
/** The ScriptQueue's announcements of visits, and of visits given up. */
package nightjar.connectors.nextvisit;
