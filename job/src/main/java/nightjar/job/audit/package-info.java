// SPDX-License-Identifier: Apache-2.0
/** The independent witness: what claims, plans, APDB, alerts, records and ledger say together. */
package nightjar.job.audit;
