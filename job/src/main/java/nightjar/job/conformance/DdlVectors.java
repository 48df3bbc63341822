// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nightjar.connectors.apdb.ApdbSchema;
import nightjar.connectors.apdb.ApdbSettings;

/**
 * The APDB's tables as dax_apdb makes them, one case a statement. How the APDB was set up is told
 * by the file's name (timetables or native, replica or noreplica, skipobj); keyspace, replication
 * and time partitions by its statements.
 */
final class DdlVectors implements Checker {

    private static final Pattern KEYSPACE =
            Pattern.compile("CREATE KEYSPACE \"?(\\w+)\"?.*'replication_factor': (\\d+)");

    private static final Pattern PARTITION = Pattern.compile("CREATE TABLE .*\"Dia\\w+?_(\\d+)\"");

    @Override
    public List<Case> cases(Path file) throws IOException {
        var theirs = normalised(Files.readAllLines(file).stream());
        var ours = new TreeSet<>(ours(file.getFileName().toString(), theirs));
        var cases = new ArrayList<Case>();
        for (var statement : theirs) {
            cases.add(
                    new Case(
                            named(statement),
                            () ->
                                    Verdict.when(
                                            ours.contains(statement),
                                            () -> "not made as: " + statement)));
        }
        cases.add(new Case("nothing else is made", () -> nothingElse(theirs, ours)));
        return cases;
    }

    private static Verdict nothingElse(List<String> theirs, SortedSet<String> ours) {
        var more = new TreeSet<>(ours);
        theirs.forEach(more::remove);
        return Verdict.when(more.isEmpty(), () -> "also made: " + more.first());
    }

    private static List<String> ours(String name, List<String> theirs) {
        var keyspace =
                theirs.stream()
                        .map(KEYSPACE::matcher)
                        .filter(matcher -> matcher.find())
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("makes no keyspace"));
        int replication = Integer.parseInt(keyspace.group(2));
        return normalised(
                ApdbSchema.ddl(keyspace.group(1), replication, settings(name, theirs)).stream());
    }

    private static ApdbSettings settings(String name, List<String> theirs) {
        var partitions =
                theirs.stream()
                        .map(PARTITION::matcher)
                        .filter(matcher -> matcher.find())
                        .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
                        .summaryStatistics();
        boolean timed = name.contains("timetables");
        return new ApdbSettings(
                !name.contains("noreplica"),
                name.contains("skipobj"),
                64,
                11,
                timed,
                30,
                64,
                timed ? partitions.getMin() : 0,
                timed ? partitions.getMax() : 0);
    }

    private static List<String> normalised(Stream<String> statements) {
        return statements
                .map(it -> it.replace("IF NOT EXISTS ", "").replace(";", "").strip())
                .filter(it -> !it.isEmpty() && !it.startsWith("--"))
                .sorted()
                .toList();
    }

    private static String named(String statement) {
        int end = statement.indexOf('(');
        return end > 0 ? statement.substring(0, end).strip() : statement;
    }
}
