// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.sky;

/** A star that does not change. */
public record Star(SkyPoint at, double nJy) {}
