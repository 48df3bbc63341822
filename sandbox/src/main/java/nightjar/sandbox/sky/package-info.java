// SPDX-License-Identifier: Apache-2.0
/**
 * The simulated sky: where the light comes from, how the air blurs it, what a perfect plane of
 * pixels would collect.
 */
package nightjar.sandbox.sky;
