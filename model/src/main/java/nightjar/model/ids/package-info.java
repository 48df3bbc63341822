// SPDX-License-Identifier: Apache-2.0
/** Identifiers that are functions of what they name: packed ids, name-based UUIDs, partitions. */
@NullMarked
package nightjar.model.ids;

import org.jspecify.annotations.NullMarked;
