// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.alerts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One field of one record of the alert schema.
 *
 * @param name as published
 * @param type long, int, double, float, boolean, string, bytes or another record's name
 * @param array whether it holds an array of these
 * @param nullable whether null is allowed; it then is the union's first branch
 * @param must whether no alert can be made without it
 */
record AlertField(String name, String type, boolean array, boolean nullable, boolean must) {

    /** The fields of one record of schema 11.0, in their order on the wire. */
    static List<AlertField> of(String record) {
        return text("v11_0/" + record + ".fields")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(AlertField::parse)
                .toList();
    }

    private static AlertField parse(String line) {
        int space = line.indexOf(' ');
        var type = line.substring(space + 1);
        boolean nullable = type.endsWith("?");
        boolean must = type.endsWith("!");
        if (nullable || must) {
            type = type.substring(0, type.length() - 1);
        }
        boolean array = type.endsWith("[]");
        return new AlertField(
                line.substring(0, space),
                array ? type.substring(0, type.length() - 2) : type,
                array,
                nullable,
                must);
    }

    private static String text(String resource) {
        try (var in = AlertField.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("nightjar's jar lacks " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
