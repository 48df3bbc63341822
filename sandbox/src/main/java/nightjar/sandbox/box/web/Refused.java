// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.web;

/** Ends the handling of a request with this reply. */
public final class Refused extends RuntimeException {

    private final transient Reply reply;

    public Refused(Reply reply) {
        super("status " + reply.status(), null, false, false);
        this.reply = reply;
    }

    public Reply reply() {
        return reply;
    }
}
