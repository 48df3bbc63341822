// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import nightjar.model.Received;

/** A topic of one partition, in this JVM: it outlives the jobs that read it. */
final class FakeTopic {

    private final String name;
    private final List<Received> records = new ArrayList<>();
    private CompletableFuture<Void> next = new CompletableFuture<>();

    FakeTopic(String name) {
        this.name = name;
    }

    void publish(String words) {
        CompletableFuture<Void> awaited;
        synchronized (this) {
            long now = System.currentTimeMillis();
            records.add(new Received(name, 0, records.size(), now, words.getBytes(UTF_8)));
            awaited = next;
            next = new CompletableFuture<>();
        }
        awaited.complete(null);
    }

    synchronized boolean has(long offset) {
        return offset < records.size();
    }

    synchronized Received at(long offset) {
        return records.get((int) offset);
    }

    /** Completes when there is a record of this offset. */
    synchronized CompletableFuture<Void> arrived(long offset) {
        return has(offset) ? CompletableFuture.completedFuture(null) : next;
    }
}
