// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import nightjar.job.config.Configurations;
import nightjar.job.fit.ClosedDoors;
import nightjar.job.fit.RestoredJob;
import nightjar.job.fit.SavepointStates;
import nightjar.model.ForVisitDetector;
import nightjar.model.port.Door;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Savepoints of versions that were fit into this one. They hold the night of {@link RestoreTest}
 * when it is stopped.
 */
@Timeout(600)
class FrozenSavepointTest {

    private static final Path ROOT = Path.of(System.getProperty("nightjar.root", ".."));
    private static final Set<String> ASKED = ConcurrentHashMap.newKeySet();
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

    @TempDir Path folder = Path.of("");

    static List<String> versions() throws IOException {
        return FrozenSavepoint.versions();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void itsStateFindsItsPlaceAndWhatWasUnderWayIsAskedAgain(String version) throws Exception {
        var place = FrozenSavepoint.layOut(version, folder);
        assertThat(SavepointStates.at(place).lackedBy(graph(this::faked)))
                .as("operators whose state has no place")
                .isEmpty();
        ASKED.clear();
        try (var job = RestoredJob.start(flink(), graph(this::closed), place)) {
            assertThat(job.misfit()).as("what does not fit of %s", version).isEmpty();
            await("difference A/0", "commit A/1", "commit A/2", "turn B/2");
        }
    }

    @Test
    void anOperatorThatIsGoneIsNamed() throws Exception {
        var states = SavepointStates.at(FrozenSavepoint.layOut(newest(), folder));
        assertThat(states.lackedBy(graph(FrozenSavepointTest::another)))
                .contains("await-snaps", "fan-out", "difference", "next-visits")
                .doesNotContain("account");
    }

    @Test
    void aStateOfAnotherTypeIsNamedByItsOperator() throws Exception {
        var place = FrozenSavepoint.layOut(newest(), folder);
        try (var job = RestoredJob.start(flink(), graph(FrozenSavepointTest::another), place)) {
            assertThat(job.misfit())
                    .hasValueSatisfying(it -> assertThat(it).contains("account", "key serializer"));
        }
    }

    @Test
    void aStateOfAnotherTypeIsNamed() throws Exception {
        var place = FrozenSavepoint.layOut(newest(), folder);
        var states = SavepointStates.at(place);
        try (var job = RestoredJob.start(flink(), graph(FrozenSavepointTest::yetAnother), place)) {
            assertThat(job.misfit().map(states::named))
                    .hasValueSatisfying(
                            it ->
                                    assertThat(it)
                                            .contains("fan-out, state 'cancelAwaitingVisit': ")
                                            .contains("serializer"));
        }
    }

    private static String newest() throws IOException {
        var versions = FrozenSavepoint.versions();
        return versions.get(versions.size() - 1);
    }

    private void faked(StreamExecutionEnvironment env) {
        NightjarJob.describe(env, new FakeDoors("nobody's"), settings());
    }

    private void closed(StreamExecutionEnvironment env) {
        NightjarJob.describe(env, new ListeningDoors(), settings());
    }

    /** Something that calls itself account. */
    private static void another(StreamExecutionEnvironment env) {
        env.fromSequence(0, 0)
                .keyBy(number -> number, Types.LONG)
                .process(new OtherState<>("endedBy"), Types.LONG)
                .uid("account")
                .name("account")
                .sinkTo(new DiscardingSink<>());
    }

    /** Something that calls itself fan-out, and has its key. */
    private static void yetAnother(StreamExecutionEnvironment env) {
        env.fromSequence(0, 0)
                .keyBy(number -> "A", Types.STRING)
                .process(new OtherState<>("cancelAwaitingVisit"), Types.LONG)
                .uid("fan-out")
                .name("fan-out")
                .sinkTo(new DiscardingSink<>());
    }

    /** Closed doors that hear who asks. */
    private static final class ListeningDoors extends ClosedDoors {
        @Override
        protected <I, O> Door<I, O> silent(String stage) {
            return placement ->
                    (question, deadline) -> {
                        if (question instanceof ForVisitDetector of) {
                            var key = of.key();
                            ASKED.add(stage + " " + key.group() + "/" + key.detector());
                        }
                        return silence();
                    };
        }
    }

    /** Keeps another type under a name of nightjar's. */
    private static final class OtherState<K> extends KeyedProcessFunction<K, Long, Long> {
        private final String name;

        OtherState(String name) {
            this.name = name;
        }

        @Override
        public void open(OpenContext context) {
            getRuntimeContext().getState(new ValueStateDescriptor<>(name, Types.INT));
        }

        @Override
        public void processElement(Long number, Context context, Collector<Long> out) {}
    }

    private static void await(String... questions) {
        long giveUp = System.nanoTime() + PATIENCE_NANOS;
        while (!ASKED.containsAll(List.of(questions)) && System.nanoTime() < giveUp) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertThat(ASKED).contains(questions);
    }

    private static JobGraph graph(Consumer<StreamExecutionEnvironment> describe) {
        var env = StreamExecutionEnvironment.getExecutionEnvironment(RestoredJob.quiet(flink()));
        env.setParallelism(2);
        describe.accept(env);
        return env.getStreamGraph().getJobGraph();
    }

    private static Configuration flink() {
        var flink = GlobalConfiguration.loadConfiguration(ROOT.resolve("flink-conf").toString());
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(48));
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(48));
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
        return flink;
    }

    private static Settings settings() {
        return Settings.of(
                Configurations.load(
                        ROOT.resolve("flink-conf/nightjar.yaml"),
                        Map.of(
                                "instrument.detectors", "[0, 1, 2, 3]",
                                "alerts.parallelism", "2")));
    }
}
