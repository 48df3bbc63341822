// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.world;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nightjar.job.simulate.runtime.VirtualTime;
import nightjar.model.Differenced;
import nightjar.model.ReadyVisit;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Claims;
import nightjar.model.port.Deadline;
import nightjar.model.port.Plans;
import nightjar.model.time.Tai;

/**
 * The same night undisturbed: each visit-detector that was claimed is associated and committed once
 * and by itself, in the order of the claims, by the same steps.
 *
 * @param alerts what must have been sent, by id
 * @param records what must have been told to the Butler
 * @param tables what must be in the APDB
 */
public record Reference(
        Map<Long, byte[]> alerts, List<String> records, Map<String, Map<String, Columns>> tables) {

    private static final Deadline PATIENT = new Deadline(Long.MAX_VALUE);

    public static Reference of(long seed, World played) {
        var time = new VirtualTime(Night.START_MILLIS, seed);
        try (var quiet = new World(seed, played.night(), time, Disturbance.none(), Breakage.NONE)) {
            var alerts = new TreeMap<Long, byte[]>();
            var records = new ArrayList<String>();
            for (var claim : played.claims()) {
                commit(quiet, played.imagesOf(claim), claim, alerts, records);
            }
            return new Reference(alerts, records, quiet.tables());
        } catch (InterruptedException e) {
            throw new IllegalStateException("nothing waits here", e);
        }
    }

    private static void commit(
            World quiet,
            ReadyVisit ready,
            Claims.Claim claim,
            Map<Long, byte[]> alerts,
            List<String> records)
            throws InterruptedException {
        Differenced differenced = quiet.difference(ready).asValue().orElseThrow();
        var cleared = quiet.clear().ask(differenced, PATIENT).asValue().orElseThrow();
        long store = Tai.utcMillisOfMjdTai(claim.storeTimeMjdTai());
        var clock = InstantSource.fixed(Instant.ofEpochMilli(store));
        var planned = quiet.associate(clock).ask(cleared, PATIENT).asValue().orElseThrow();
        var committed = quiet.commit().ask(planned, PATIENT).asValue().orElseThrow();
        var told =
                quiet.plans()
                        .tell(
                                committed.plan(),
                                new Plans.Listener() {
                                    @Override
                                    public void record(String record) {
                                        records.add(record);
                                    }

                                    @Override
                                    public void alert(long id, byte[] packed) {
                                        alerts.put(id, packed);
                                    }
                                });
        if (!told.isDone()) {
            throw new IllegalStateException("a plan in memory cannot be told: " + told);
        }
    }
}
