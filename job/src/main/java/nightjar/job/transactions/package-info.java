// SPDX-License-Identifier: Apache-2.0
/** What a lineage that is gone left open at the alert brokers. */
package nightjar.job.transactions;
