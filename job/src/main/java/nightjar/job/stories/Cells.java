// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.util.regex.Pattern;

/** Reads rows as {@link Tables} puts them in words: {@code {column=value, column=value}}. */
final class Cells {

    /** Of a column that the row does not have; no id, count or visit is negative. */
    static final long ABSENT = -1;

    private Cells() {}

    /** A whole number of a row; {@link #ABSENT} when the row has no such column. */
    static long whole(String row, String column) {
        var cell = Pattern.compile("[{ ]" + column + "=(\\d+)[,}]").matcher(row);
        return cell.find() ? Long.parseLong(cell.group(1)) : ABSENT;
    }
}
