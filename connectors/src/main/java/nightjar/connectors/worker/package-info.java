// SPDX-License-Identifier: Apache-2.0
/** Image workers: child processes that difference images, spoken to line by line. */
package nightjar.connectors.worker;
