// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The engine as a child process: one JSON object per line on stdin and stdout. Standard output
 * carries the protocol only; everything else that prints goes to standard error. End of input ends
 * the process, whatever it is doing: that is how it dies with its parent.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
        var protocol = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        var worker = new Worker(new Replies(protocol), code -> Runtime.getRuntime().halt(code));
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        worker.ready();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            worker.hear(line);
        }
        Runtime.getRuntime().halt(0);
    }
}
