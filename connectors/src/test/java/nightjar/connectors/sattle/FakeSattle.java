// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sattle;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import nightjar.connectors.testing.FakeServer;
import nightjar.connectors.testing.FakeServer.Reply;

/** A Sattle that answers the allow-list calls as told, one after another, the last for ever. */
final class FakeSattle implements AutoCloseable {

    private final Deque<Reply> allowLists;
    private final Reply visitCache;
    private final FakeServer server = new FakeServer(this::answer);

    FakeSattle(Reply visitCache, Reply... allowLists) {
        this.visitCache = visitCache;
        this.allowLists = new ArrayDeque<>(Arrays.asList(allowLists));
    }

    static FakeSattle allowing(Reply... allowLists) {
        return new FakeSattle(Reply.of(200, "{}"), allowLists);
    }

    private synchronized Reply answer(FakeServer.Asked asked) {
        if (asked.path().equals("/visit_cache")) {
            return visitCache;
        }
        return allowLists.size() > 1 ? allowLists.remove() : allowLists.element();
    }

    FakeServer server() {
        return server;
    }

    long calls(String path) {
        return server.paths().stream().filter(path::equals).count();
    }

    @Override
    public void close() {
        server.close();
    }
}
