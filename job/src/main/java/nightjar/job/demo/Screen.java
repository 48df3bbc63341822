// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import java.io.PrintStream;
import java.util.Locale;

/** Lines for people, with a progress bar under them when there is a terminal. */
final class Screen {

    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean terminal;
    private String bar = "";

    Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    synchronized void line(String text) {
        if (!bar.isEmpty()) {
            out.print("\r" + " ".repeat(bar.length()) + "\r");
        }
        out.println(text);
        out.print(bar);
        out.flush();
    }

    synchronized void lines(Iterable<String> texts) {
        texts.forEach(this::line);
    }

    /** Shows how far it is; nothing without a terminal. */
    synchronized void progress(int done, int all, String what) {
        if (!terminal || all == 0) {
            return;
        }
        int filled = Math.min(WIDTH, WIDTH * done / all);
        var next =
                String.format(
                        Locale.ROOT,
                        "[%s%s] %d of %d %s",
                        "#".repeat(filled),
                        ".".repeat(WIDTH - filled),
                        done,
                        all,
                        what);
        out.print("\r" + next + " ".repeat(Math.max(0, bar.length() - next.length())));
        out.flush();
        bar = next;
    }

    synchronized void clear() {
        if (!bar.isEmpty()) {
            out.print("\r" + " ".repeat(bar.length()) + "\r");
            out.flush();
            bar = "";
        }
    }
}
