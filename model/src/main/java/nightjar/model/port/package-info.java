// SPDX-License-Identifier: Apache-2.0
/** What nightjar asks of the world outside, in nightjar's words. */
package nightjar.model.port;
