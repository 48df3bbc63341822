// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nightjar.connectors.alerts.AlertSchema;

/** The alert's schema in Avro's canonical form: one case, equal to the last byte. */
final class AlertSchemaVectors implements Checker {

    @Override
    public List<Case> cases(Path file) throws IOException {
        var theirs = Files.readString(file).strip();
        return List.of(new Case("canonical form", () -> equal(theirs, AlertSchema.canonical())));
    }

    private static Verdict equal(String theirs, String ours) {
        int at = 0;
        while (at < Math.min(theirs.length(), ours.length())
                && theirs.charAt(at) == ours.charAt(at)) {
            at++;
        }
        int differs = at;
        return Verdict.when(
                theirs.equals(ours),
                () ->
                        "differs from character "
                                + differs
                                + " on: "
                                + theirs.substring(
                                        differs, Math.min(theirs.length(), differs + 60)));
    }
}
