// SPDX-License-Identifier: Apache-2.0
package nightjar.job.poison;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * JSON that is JSON, but not what was agreed on: null, another type, a number out of range, depth,
 * length, a field twice or not at all; and, every third time, damaged bytes on top.
 *
 * @param good texts that are as they should be
 */
record JsonDamage(List<byte[]> good) implements Damage {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MARK = "@@here@@";
    private static final List<String> ODD =
            List.of(
                    "null",
                    "true",
                    "\"\"",
                    "-1",
                    "0",
                    "1e400",
                    "-1e-400",
                    "9223372036854775807",
                    "9223372036854775808",
                    "123456789012345678901234567890",
                    "1.5",
                    "{}",
                    "[]",
                    "[[]]",
                    "[null]",
                    "\"NaN\"",
                    "NaN",
                    "Infinity",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "\"../../etc/passwd\"",
                    "\"\\n\\r\\t\"",
                    "{\"a\":{\"a\":null}}");

    JsonDamage {
        good = List.copyOf(good);
    }

    @Override
    public byte[] make(Random dice) {
        var message = good.get(dice.nextInt(good.size()));
        for (int hits = 1 + dice.nextInt(3); hits > 0; hits--) {
            message = structured(message, dice);
        }
        return dice.nextInt(3) == 0 ? new ByteDamage(good).hit(message, dice) : message;
    }

    private byte[] structured(byte[] message, Random dice) {
        try {
            var root = JSON.readTree(message);
            var places = new ArrayList<Consumer<JsonNode>>();
            collect(root, places);
            if (places.isEmpty()) {
                return new ByteDamage(good).hit(message.clone(), dice);
            }
            places.get(dice.nextInt(places.size())).accept(TextNode.valueOf(MARK));
            return root.toString().replace("\"" + MARK + "\"", odd(dice)).getBytes(UTF_8);
        } catch (IOException e) {
            // Earlier damage has made it no JSON.
            return new ByteDamage(good).hit(message.clone(), dice);
        }
    }

    /** Every place in the tree that can be filled otherwise. */
    private static void collect(JsonNode node, List<Consumer<JsonNode>> places) {
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(
                            field -> {
                                places.add(it -> object.set(field.getKey(), it));
                                collect(field.getValue(), places);
                            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                places.add(it -> array.set(at, it));
                collect(array.get(i), places);
            }
        }
    }

    private static String odd(Random dice) {
        return switch (dice.nextInt(30)) {
            case 0 -> nested("[", "]", 1 + dice.nextInt(3000));
            case 1 -> nested("{\"a\":", "}", 1 + dice.nextInt(3000));
            case 2 -> "\"" + "x".repeat(dice.nextInt(100_000)) + "\"";
            case 3 -> "9".repeat(1 + dice.nextInt(1500));
            case 4 -> "\"1\",\"twice\":2,\"twice\":3";
            case 5 -> "1e" + dice.nextInt(1_000_000_000);
            case 6 -> "[" + "0,".repeat(dice.nextInt(20_000)) + "0]";
            case 7 -> Long.toString(dice.nextLong());
            case 8 -> Double.toString(Double.longBitsToDouble(dice.nextLong()));
            default -> ODD.get(dice.nextInt(ODD.size()));
        };
    }

    private static String nested(String open, String close, int depth) {
        return open.repeat(depth) + (open.endsWith(":") ? "1" : "") + close.repeat(depth);
    }
}
