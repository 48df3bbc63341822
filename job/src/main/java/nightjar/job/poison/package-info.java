// SPDX-License-Identifier: Apache-2.0
/** Poison: what others might send, tried on every decoder, on the whole job, on image workers. */
package nightjar.job.poison;
