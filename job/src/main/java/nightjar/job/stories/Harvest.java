// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.util.List;
import java.util.Map;

/**
 * What a run left, as its neighbours' readers see it, with the run's own name taken out.
 *
 * @param outcomes "visit/detector" → the outcomes that the ledger told, each once
 * @param whys "visit/detector" → what the ledger gave as its reason; not compared
 * @param alerts diaSourceId → the bytes of each alert with that id, volatile fields blanked
 * @param rows table → rows in words, volatile columns left out, sorted
 * @param records Butler records, sorted, each once: they are written at least once
 * @param quarantined reasons
 */
record Harvest(
        Map<String, List<String>> outcomes,
        Map<String, String> whys,
        Map<Long, List<byte[]>> alerts,
        Map<String, List<String>> rows,
        List<String> records,
        List<String> quarantined) {

    int alertCount() {
        return alerts.values().stream().mapToInt(List::size).sum();
    }
}
