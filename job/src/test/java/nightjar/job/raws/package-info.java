// SPDX-License-Identifier: Apache-2.0
/** Simulated raws through the image engine, against what was put into them. */
package nightjar.job.raws;
