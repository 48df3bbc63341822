// SPDX-License-Identifier: Apache-2.0
/** job. */
package nightjar.job;
