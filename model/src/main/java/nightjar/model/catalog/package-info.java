// SPDX-License-Identifier: Apache-2.0
/**
 * What the sky held before and what it holds now: sources, objects, and how they are associated.
 */
@NullMarked
package nightjar.model.catalog;

import org.jspecify.annotations.NullMarked;
