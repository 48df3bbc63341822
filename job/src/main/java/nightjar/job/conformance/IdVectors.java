// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import nightjar.model.ids.DiaSourceId;
import nightjar.model.ids.ReplicaChunk;
import nightjar.model.ids.TimePartition;

/** Ids of sources, and numbers of time partitions and replica chunks. */
final class IdVectors {

    private IdVectors() {}

    static Checker checker() {
        return new JsonChecker("layout")
                .list("generated", (root, each) -> id(each, each.path("id").asLong()))
                .list(
                        "public_ids",
                        (root, each) -> id(each.path("decoded"), each.path("id").asLong()))
                .list("time_partitions", IdVectors::partition)
                .list("replica_chunks", IdVectors::chunk);
    }

    private static Verdict id(JsonNode parts, long id) {
        var found = DiaSourceId.unpack(id);
        long visit = parts.path("visit").asLong();
        int release = parts.path("release_id").asInt();
        int detector = parts.path("detector").asInt();
        int counter = parts.path("counter").asInt();
        return Verdict.same("id", id, DiaSourceId.pack(release, visit, detector, counter))
                .and(() -> Verdict.same("visit", visit, found.visit().value()))
                .and(() -> Verdict.same("release", release, found.release()))
                .and(() -> Verdict.same("detector", detector, found.detector()))
                .and(() -> Verdict.same("counter", counter, found.counter()));
    }

    private static Verdict partition(JsonNode root, JsonNode each) {
        double mjd = each.path("mjdTai").asDouble();
        return Verdict.same(
                "partition",
                each.path("partition").asInt(),
                TimePartition.of(mjd, each.path("days").asInt()));
    }

    private static Verdict chunk(JsonNode root, JsonNode each) {
        var expected =
                new ReplicaChunk(
                        each.path("chunk_id").asLong(), each.path("last_update_time_ms").asLong());
        return Verdict.same("chunk", expected, ReplicaChunk.of(each.path("mjd_tai").asDouble()));
    }
}
