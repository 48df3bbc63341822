// SPDX-License-Identifier: Apache-2.0
/** Whether a savepoint fits into a version of the job, found out before that version runs. */
package nightjar.job.fit;
