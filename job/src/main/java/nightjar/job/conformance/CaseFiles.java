// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The case files below a folder, each with who judges it. */
final class CaseFiles {

    /** Every file below these is accounted for, known or not. */
    private static final List<String> FOLDERS = List.of("cases", "vectors");

    /**
     * One file.
     *
     * @param name below the data folder
     */
    record Found(String name, List<Case> cases, boolean absent) {

        Found {
            cases = List.copyOf(cases);
        }

        FileReport report() {
            return absent ? FileReport.absent(name) : FileReport.of(name, cases);
        }
    }

    private CaseFiles() {}

    /** All files that are there, by name, and those that are known and are not there. */
    static List<Found> in(Path folder) throws IOException {
        var names = new TreeSet<String>();
        for (var below : FOLDERS) {
            names.addAll(files(folder, below));
        }
        for (var file : Checkers.ELSEWHERE) {
            names.addAll(Checkers.matching(files(folder, file.folder()), file));
        }
        names.addAll(Checkers.missing(names));
        var found = new ArrayList<Found>();
        for (var name : names) {
            found.add(read(folder, name));
        }
        return found;
    }

    private static List<String> files(Path folder, String below) throws IOException {
        var start = folder.resolve(below);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (var walk = Files.walk(start)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.contains("/."))
                    .sorted()
                    .toList();
        }
    }

    private static Found read(Path folder, String name) {
        var file = folder.resolve(name);
        if (!Files.exists(file)) {
            return new Found(name, List.of(), true);
        }
        Optional<Checker> checker = Checkers.of(name);
        if (checker.isEmpty()) {
            var why = "nobody here knows files like this";
            return new Found(name, List.of(Case.skipped("the file", why)), false);
        }
        try {
            var cases = checker.get().cases(file);
            var none = List.of(Case.failed("the file", "it holds no case"));
            return new Found(name, cases.isEmpty() ? none : cases, false);
        } catch (IOException | RuntimeException e) {
            // A file made by others may be wrong in any way: that is a finding, not an end.
            return new Found(name, List.of(Case.failed("the file", "unreadable: " + e)), false);
        }
    }
}
