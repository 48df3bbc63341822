// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import javax.tools.ToolProvider;
import nightjar.job.cluster.Program;

/**
 * A version of nightjar that is not written yet: today's sources with one more operator, which has
 * state of its own, and one more component in a record that others keep in theirs.
 */
final class NextVersion {

    /** The name of the operator that it has and today's lacks. */
    static final String OPERATOR = "ends-of-group";

    private static final String SOURCE =
            """
            package nightjar.job;

            import nightjar.model.Ended;
            import org.apache.flink.api.common.functions.OpenContext;
            import org.apache.flink.api.common.state.ValueState;
            import org.apache.flink.api.common.state.ValueStateDescriptor;
            import org.apache.flink.api.common.typeinfo.TypeInformation;
            import org.apache.flink.api.common.typeinfo.Types;
            import org.apache.flink.streaming.api.datastream.DataStream;
            import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
            import org.apache.flink.util.Collector;

            final class EndsOfGroup extends KeyedProcessFunction<String, Ended, Ended> {
                private transient ValueState<Long> ends;

                static DataStream<Ended> counted(DataStream<Ended> ended) {
                    return ended.keyBy(it -> it.key().group(), Types.STRING)
                            .process(new EndsOfGroup(), TypeInformation.of(Ended.class))
                            .uid("%1$s")
                            .name("%1$s");
                }

                @Override
                public void open(OpenContext context) {
                    ends = getRuntimeContext().getState(new ValueStateDescriptor<>("ends", Types.LONG));
                }

                @Override
                public void processElement(Ended ended, Context context, Collector<Ended> out)
                        throws Exception {
                    var before = ends.value();
                    ends.update(before == null ? 1 : before + 1);
                    out.collect(ended);
                }
            }
            """
                    .formatted(OPERATOR);

    private static final String RECORD =
            """
            public record AlarmTime(long atMillis, boolean postponed, long setMillis) {
                public AlarmTime(long atMillis, boolean postponed) {
                    this(atMillis, postponed, System.currentTimeMillis());
                }
            }
            """;

    private final Path folder;
    private final Path classes;
    private final Program today;

    private NextVersion(Path folder, Program today) {
        this.folder = folder;
        this.classes = folder.resolve("classes");
        this.today = today;
    }

    /** Makes its jars in an empty folder. */
    static Program make(Path folder) throws IOException {
        return new NextVersion(folder, PairJob.built()).make();
    }

    private Program make() throws IOException {
        compile(
                List.of(
                        changed(
                                "job/src/main/java/nightjar/job/NightjarJob.java",
                                "doors.ledger(ledger);",
                                "doors.ledger(EndsOfGroup.counted(ledger));"),
                        written("EndsOfGroup.java", SOURCE),
                        changed(
                                "operators/src/main/java/nightjar/operators/state/AlarmTime.java",
                                "public record AlarmTime(long atMillis, boolean postponed) {}",
                                RECORD)));
        var libraries = Files.createDirectories(folder.resolve("lib"));
        for (var library : today.libraries()) {
            var copy = copied(library, libraries);
            if (copy.getFileName().toString().startsWith("nightjar-operators-")) {
                patch(copy, classes.resolve("nightjar/operators"));
            }
        }
        var jar = copied(today.jar(), folder);
        patch(jar, classes.resolve("nightjar/job"));
        return Program.of(jar);
    }

    private Path changed(String file, String today, String tomorrow) throws IOException {
        var path = StoryConfig.root().resolve(file);
        var text = Files.readString(path);
        if (!text.contains(today)) {
            throw new IllegalStateException(path + " has no line '" + today + "' any more");
        }
        return written(path.getFileName().toString(), text.replace(today, tomorrow));
    }

    private Path written(String name, String text) throws IOException {
        var sources = Files.createDirectories(folder.resolve("sources"));
        return Files.writeString(sources.resolve(name), text);
    }

    private void compile(List<Path> sources) throws IOException {
        var javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) {
            throw new IllegalStateException("this Java has no compiler: it takes a JDK");
        }
        var words = new StringWriter();
        try (var files = javac.getStandardFileManager(null, null, null)) {
            var options =
                    List.of(
                            "-proc:none",
                            "-parameters",
                            "-d",
                            Files.createDirectories(classes).toString(),
                            "-cp",
                            System.getProperty("java.class.path"));
            var units = files.getJavaFileObjectsFromPaths(sources);
            if (!javac.getTask(words, files, null, options, null, units).call()) {
                throw new IllegalStateException("the next version does not compile: " + words);
            }
        }
    }

    private static Path copied(Path jar, Path into) throws IOException {
        var copy = into.resolve(jar.getFileName().toString());
        return Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Lays new classes over those of a jar. */
    private void patch(Path jar, Path part) throws IOException {
        try (var zip = FileSystems.newFileSystem(jar);
                var found = Files.walk(part)) {
            for (var file : found.filter(Files::isRegularFile).toList()) {
                var place = zip.getPath(classes.relativize(file).toString());
                Files.copy(file, place, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
