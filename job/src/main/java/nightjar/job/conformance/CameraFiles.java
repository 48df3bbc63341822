// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightjar.connectors.camera.DetectorNames;
import nightjar.connectors.sidecar.KeyLayouts;

/** The Butler's table of detectors: number and name of each, one case a row. */
final class CameraFiles implements Checker {

    private static final List<String> HEAD = List.of("instrument", "id", "full_name");

    @Override
    public List<Case> cases(Path file) throws IOException {
        var rows = Files.readAllLines(file);
        var head = List.of(rows.get(0).split(",", -1));
        if (!head.containsAll(HEAD)) {
            return List.of(Case.failed("head", "should have " + HEAD + " and has " + head));
        }
        var known = KeyLayouts.known().detectorNames();
        var cases = new ArrayList<Case>();
        for (var row : rows.subList(1, rows.size())) {
            var columns = row.split(",", -1);
            var instrument = columns[head.indexOf("instrument")];
            int id = Integer.parseInt(columns[head.indexOf("id")]);
            var name = columns[head.indexOf("full_name")];
            var names = Optional.ofNullable(known.get(instrument));
            cases.add(new Case(instrument + " " + id, () -> named(names, id, name)));
        }
        return cases;
    }

    private static Verdict named(Optional<DetectorNames> names, int id, String name) {
        return Verdict.same("name", Optional.of(name), names.flatMap(it -> it.name(id)))
                .and(
                        () ->
                                Verdict.same(
                                        "number",
                                        Optional.of(id),
                                        names.flatMap(it -> it.number(name))));
    }
}
