// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

/** Checks that rows share. */
final class Row {

    private Row() {}

    static void require(Columns columns, String name, String table) {
        if (!columns.has(name)) {
            throw new IllegalArgumentException("a " + table + " without " + name + ": " + columns);
        }
    }
}
