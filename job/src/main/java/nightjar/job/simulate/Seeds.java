// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate;

import picocli.CommandLine.TypeConversionException;

/** From one seed to another, both included. */
record Seeds(long first, long last) {

    static Seeds parse(String text) {
        var parts = text.split("\\.\\.", -1);
        try {
            long first = Long.parseLong(parts[0].strip());
            long last = parts.length == 1 ? first : Long.parseLong(parts[1].strip());
            if (parts.length <= 2 && first <= last) {
                return new Seeds(first, last);
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new TypeConversionException("'" + text + "' is not of the form 1..1000");
    }
}
