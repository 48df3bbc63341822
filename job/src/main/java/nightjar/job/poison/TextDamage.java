// SPDX-License-Identifier: Apache-2.0
package nightjar.job.poison;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Texts of lines and words gone wrong: lines lost, doubled, in another order; a word replaced by
 * one that means trouble in this language; and, every third time, damaged bytes on top.
 *
 * @param good texts that are as they should be
 * @param words what a word may be replaced by
 * @param between what stands between words, a regular expression
 */
record TextDamage(List<byte[]> good, List<String> words, String between) implements Damage {

    private static final List<String> YAML =
            List.of(
                    "null",
                    "~",
                    "!!javax.script.ScriptEngineManager []",
                    "*a",
                    "&a",
                    "<<: *a",
                    "[".repeat(60),
                    "{a: ".repeat(60),
                    "[[[[[[[[",
                    "- - - - -",
                    ".nan",
                    ".inf",
                    "1e999",
                    "0x7fffffffffffffffff",
                    "2026-11-20",
                    "!!binary AAAA",
                    "!!set {a}",
                    "? x",
                    "|",
                    ">",
                    "\"\\x\"",
                    "'",
                    "@",
                    "`",
                    "%YAML 9.9",
                    "---",
                    "...",
                    "&a [*a, *a]",
                    "<<: [*a, *a]",
                    "\t",
                    "9".repeat(400),
                    "1:1:1:1",
                    "&a {x: &b [1,1]}\n- &c [*b,*b,*b,*b]\n- &d [*c,*c,*c,*c]\n- [*d,*d,*d,*d]");

    private static final List<String> TABLE =
            List.of(
                    "",
                    ",",
                    "NaN",
                    "nan",
                    "-inf",
                    "1e999",
                    "9223372036854775808",
                    "-1",
                    "true",
                    "0x10",
                    "1e5d",
                    "ra",
                    "#",
                    "\"",
                    "9".repeat(2000),
                    ",".repeat(5000),
                    "２",
                    "99999999999",
                    "-9223372036854775808",
                    "1_000",
                    "\u0000",
                    "dec");

    private static final List<String> CARDS =
            List.of(
                    "END",
                    "CONTINUE",
                    "= '",
                    "''",
                    "'''",
                    "/",
                    "1D999",
                    "NaN",
                    "-:-:-",
                    "99:99:99",
                    "2026-99-99T99:99:99",
                    "+1000000000-01-01T00:00:00",
                    "T",
                    "F",
                    "NAXIS",
                    "9".repeat(70),
                    "SIMPLE",
                    "XTENSION",
                    "HIERARCH",
                    "1e308",
                    "-1e308",
                    "::::::::",
                    "9999999999",
                    "UTC",
                    "LOCAL",
                    "MJD-BEG",
                    "61364.1");

    TextDamage {
        good = List.copyOf(good);
        words = List.copyOf(words);
    }

    static TextDamage ofYaml(List<byte[]> good) {
        return new TextDamage(good, YAML, "(?<=[\\s:,\\[\\]{}])");
    }

    static TextDamage ofTable(List<byte[]> good) {
        return new TextDamage(good, TABLE, "(?<=,)|(?=,)|(?<=\n)");
    }

    /** Headers of FITS files: cards have no ends of lines, and keep their length mostly. */
    static Damage ofCards(List<byte[]> good) {
        var damage = new TextDamage(good, CARDS, "(?<=\n)");
        return dice -> damage.card(dice);
    }

    @Override
    public byte[] make(Random dice) {
        var text = new String(good.get(dice.nextInt(good.size())), ISO_8859_1);
        for (int hits = 1 + dice.nextInt(3); hits > 0; hits--) {
            text = dice.nextBoolean() ? lines(text, dice) : word(text, dice);
        }
        return last(text.getBytes(ISO_8859_1), dice);
    }

    private byte[] last(byte[] bytes, Random dice) {
        return dice.nextInt(3) == 0 ? new ByteDamage(good).hit(bytes, dice) : bytes;
    }

    private static String lines(String text, Random dice) {
        var lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        int one = dice.nextInt(lines.size());
        int other = dice.nextInt(lines.size());
        switch (dice.nextInt(5)) {
            case 0 -> lines.remove(one);
            case 1 -> lines.add(one, lines.get(other));
            case 2 -> Collections.swap(lines, one, other);
            case 3 -> lines.set(one, "  " + lines.get(one));
            default -> lines.set(one, lines.get(one).strip());
        }
        return String.join("\n", lines);
    }

    private String word(String text, Random dice) {
        var parts = text.split(between, -1);
        var by = words.get(dice.nextInt(words.size()));
        int at = dice.nextInt(parts.length);
        parts[at] = dice.nextBoolean() ? by : parts[at] + by;
        return String.join("", parts);
    }

    private byte[] card(Random dice) {
        var header = good.get(dice.nextInt(good.size())).clone();
        for (int hits = 1 + dice.nextInt(4); hits > 0; hits--) {
            int card = dice.nextInt(Math.max(1, header.length / 80)) * 80;
            int at = card + (dice.nextBoolean() ? 10 : dice.nextInt(80));
            var word = words.get(dice.nextInt(words.size())).getBytes(ISO_8859_1);
            for (int i = 0; i < word.length && at + i < header.length; i++) {
                header[at + i] = word[i];
            }
        }
        return last(header, dice);
    }
}
