// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import nightjar.model.ids.DiaSourceId;
import nightjar.model.ids.ReplicaChunk;
import nightjar.model.ids.TimePartition;
import nightjar.model.time.Tai;

/** Ids of sources, and numbers of time partitions and replica chunks. */
final class IdVectors {

    private IdVectors() {}

    static Checker checker() {
        return new JsonChecker("layout")
                .list(
                        "generated",
                        Fields.of("visit", "detector", "release_id", "counter", "id"),
                        (root, each) -> id(each, each.path("id").asLong()))
                .list(
                        "public_ids",
                        Fields.of("id", "decoded"),
                        (root, each) -> id(each.path("decoded"), each.path("id").asLong()))
                .list(
                        "time_partitions",
                        Fields.of("mjdTai", "days", "partition"),
                        IdVectors::partition)
                .list(
                        "replica_chunks",
                        Fields.of("mjd_tai", "chunk_id", "last_update_time_ms")
                                .orAlso("utc", "unix", "unix_tai"),
                        IdVectors::chunk);
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
        double mjd = each.path("mjd_tai").asDouble();
        return Verdict.same("chunk", expected, ReplicaChunk.of(mjd)).and(() -> times(each, mjd));
    }

    /** The same moment in the scales that are told, to a millisecond. */
    private static Verdict times(JsonNode each, double mjd) {
        double unixTai = each.path("unix_tai").asDouble(Tai.unixTaiOfMjdTai(mjd));
        double utc = Tai.utcMillisOfMjdTai(mjd) / 1000.0;
        double told =
                each.has("utc")
                        ? Instant.parse(each.path("utc").asText() + "Z").toEpochMilli() / 1000.0
                        : utc;
        return Verdict.near("unix_tai", unixTai, Tai.unixTaiOfMjdTai(mjd), 1e-3)
                .and(() -> Verdict.near("unix", each.path("unix").asDouble(utc), utc, 1.5e-3))
                .and(() -> Verdict.near("utc", told, utc, 1.5e-3));
    }
}
