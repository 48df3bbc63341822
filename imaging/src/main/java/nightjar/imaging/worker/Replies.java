// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import nightjar.imaging.FailureCause;

/** What the worker says, one line at a time. */
final class Replies {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;

    Replies(PrintStream out) {
        this.out = out;
    }

    void ready() {
        ObjectNode n = JSON.createObjectNode();
        n.put("status", "ready").put("engine", "nightjar-native").put("version", "0.1");
        say(n.put("java", System.getProperty("java.version")));
    }

    void progress(String id, String stage, double fraction) {
        ObjectNode n = JSON.createObjectNode().put("id", id).put("status", "progress");
        say(n.put("stage", stage).put("fraction", Math.round(fraction * 1000) / 1000.0));
    }

    void done(String id, ObjectNode summary) {
        ObjectNode n = JSON.createObjectNode().put("id", id).put("status", "done");
        n.set("summary", summary);
        say(n);
    }

    void failed(String id, FailureCause cause, String detail) {
        ObjectNode n = JSON.createObjectNode().put("id", id).put("status", "failed");
        String line = detail.replaceAll("\\s+", " ");
        say(n.put("cause", cause.name()).put("detail", line));
    }

    private synchronized void say(ObjectNode node) {
        out.println(node);
    }
}
