// SPDX-License-Identifier: Apache-2.0
package nightjar.model.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.rule.FailureRule.DefinedVisit;
import nightjar.model.rule.FailureRule.End;
import org.junit.jupiter.api.Test;

class FallbackRuleTest {

    private final List<String> tried = new ArrayList<>();

    @Test
    void takesTheFirstThatCanRunAndTriesNoFurther() throws Exception {
        var first = FallbackRule.first(List.of("a", "b", "c"), this::onlyB);
        assertThat(first.asValue()).contains(new FallbackRule.Chosen<>("b", 2));
        assertThat(tried).containsExactly("a", "b");
    }

    @Test
    void tellsOfEachThatCouldNotRun() throws Exception {
        var loss = FallbackRule.first(List.of("a", "c"), this::onlyB).asLoss().orElseThrow();
        assertThat(loss.why()).isEqualTo("NoGoodPipelines: a: no templates; c: no templates");
        assertThat(loss.ending()).isEqualTo(Ending.FAILED);
    }

    @Test
    void aPipelineThatIsNoneStopsTheSearch() throws Exception {
        for (var cause : new Cause[] {Cause.INVALID, Cause.TRANSIENT, Cause.RETRIABLE}) {
            tried.clear();
            var found =
                    FallbackRule.first(
                            List.of("a", "b"),
                            name -> {
                                tried.add(name);
                                return Outcome.lost(new Loss(Ending.FAILED, cause, "broken"));
                            });
            assertThat(found.asLoss().map(Loss::cause)).contains(cause);
            assertThat(tried).containsExactly("a");
        }
    }

    private Outcome<Integer> onlyB(String name) {
        tried.add(name);
        return name.equals("b") ? Outcome.done(2) : Outcome.lost(Loss.ignored("no templates"));
    }

    @Test
    void whatCannotBeKnownOfTheApdbCountsAsChanged() throws Exception {
        var open = new DefinedVisit(7, Double.NaN, Double.NaN);
        var known = new DefinedVisit(7, 61_364.1, 61_364.2);
        assertThat(FailureRule.mayHaveChanged(List.of(), (visit, time) -> yes())).isFalse();
        assertThat(FailureRule.mayHaveChanged(List.of(open), (visit, time) -> no())).isTrue();
        assertThat(FailureRule.mayHaveChanged(List.of(known, known), (v, t) -> no())).isTrue();
        assertThat(FailureRule.mayHaveChanged(List.of(known), (visit, time) -> no())).isFalse();
        assertThat(FailureRule.mayHaveChanged(List.of(known), (visit, time) -> yes())).isTrue();
        assertThat(
                        FailureRule.mayHaveChanged(
                                List.of(known),
                                (visit, time) -> Outcome.lost(Loss.transientTrouble("down"))))
                .isTrue();
    }

    @Test
    void theApdbIsAskedByTheVisitsBeginOrElseItsEnd() throws Exception {
        var times = new ArrayList<Double>();
        for (var visit : List.of(new DefinedVisit(7, 1, 2), new DefinedVisit(7, Double.NaN, 2))) {
            FailureRule.mayHaveChanged(
                    List.of(visit),
                    (id, time) -> {
                        times.add(time);
                        return no();
                    });
        }
        assertThat(times).containsExactly(1.0, 2.0);
    }

    @Test
    void onlyAnInterruptionThatChangedNothingMayBeRetried() {
        for (var end : End.values()) {
            assertThat(FailureRule.ofPipeline(end, true)).isEqualTo(FailureClass.NON_RETRIABLE);
            boolean interrupted = end != End.ERROR;
            assertThat(FailureRule.ofPipeline(end, false).mayBeRetried()).isEqualTo(interrupted);
            assertThat(FailureRule.beforePipeline(end).mayBeRetried()).isEqualTo(interrupted);
        }
        assertThat(FailureRule.ofExport().mayBeRetried()).isFalse();
        for (var each : FailureClass.values()) {
            assertThat(each.mayBeRetried() && each.exportsPartialOutputs())
                    .as("what is tried again starts clean: %s", each)
                    .isFalse();
        }
    }

    private static Outcome<Boolean> yes() {
        return Outcome.done(true);
    }

    private static Outcome<Boolean> no() {
        return Outcome.done(false);
    }
}
