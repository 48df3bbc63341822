// SPDX-License-Identifier: Apache-2.0
/** A night's world in memory: its neighbours, its sky, and all that can go wrong with them. */
package nightjar.job.simulate.world;
