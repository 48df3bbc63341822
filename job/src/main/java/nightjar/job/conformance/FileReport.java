// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;

/**
 * What became of a file's cases.
 *
 * @param file below the data folder
 * @param remarks why cases failed or were skipped, and what was not judged of those that passed
 */
record FileReport(
        String file, int cases, int passed, int failed, int skipped, List<String> remarks) {

    FileReport {
        remarks = List.copyOf(remarks);
    }

    static FileReport of(String file, List<Case> cases) {
        var count = new EnumMap<Verdict.Kind, Integer>(Verdict.Kind.class);
        var remarks = new ArrayList<String>();
        for (var each : cases) {
            var verdict = each.judge();
            count.merge(verdict.kind(), 1, Integer::sum);
            if (!verdict.equals(Verdict.PASSED)) {
                var kind = verdict.kind().name().toLowerCase(Locale.ROOT);
                remarks.add(kind + " " + each.name() + ": " + verdict.why());
            }
        }
        return new FileReport(
                file,
                cases.size(),
                count.getOrDefault(Verdict.Kind.PASSED, 0),
                count.getOrDefault(Verdict.Kind.FAILED, 0),
                count.getOrDefault(Verdict.Kind.SKIPPED, 0),
                remarks);
    }

    static FileReport absent(String file) {
        return new FileReport(file, 0, 0, 0, 0, List.of("skipped whole: the file is absent"));
    }
}
