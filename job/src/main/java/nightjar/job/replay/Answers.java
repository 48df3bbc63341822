// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nightjar.model.Loss;

/** The recorded answers, each given when its question is asked as often again. */
final class Answers {

    private final RecordedNight night;
    private final Map<String, Integer> given = new HashMap<>();
    private final Map<Asking, Integer> askings = new TreeMap<>();
    private final Set<String> tornOff = new TreeSet<>();
    private final List<Unasked> unasked = new ArrayList<>();
    private long played;
    private long repeated;

    /**
     * A question that was never asked in the recording.
     *
     * @param by group and detector of whom it was about; empty when nobody says
     */
    record Unasked(String key, String by) {}

    Answers(RecordedNight night) {
        this.night = night;
    }

    /** The next answer to this question, or its last; empty when it was never asked. */
    Optional<Entry.Answered> maybe(String key) {
        askings.merge(Asking.of(key, Question.by()), 1, Integer::sum);
        var all = night.answers().getOrDefault(key, List.of());
        if (all.isEmpty()) {
            return Optional.empty();
        }
        int before = given.merge(key, 1, Integer::sum) - 1;
        played++;
        if (before >= all.size()) {
            repeated++;
        }
        return Optional.of(all.get(Math.min(before, all.size() - 1)));
    }

    /** The same; a question that was never asked is a finding. */
    Optional<Entry.Answered> next(String key) {
        var answer = maybe(key);
        if (answer.isEmpty()) {
            unasked.add(new Unasked(key, Question.by()));
        }
        return answer;
    }

    static Loss never(String key) {
        return Loss.failed("never asked in the recording: " + key);
    }

    /** The value that was answered, of an outcome of this type. */
    Object value(Entry.Answered answer, Type outcome) {
        return Codec.valueOfOutcome(said(answer), outcome);
    }

    Loss loss(Entry.Answered answer) {
        try {
            return Codec.value(said(answer), Loss.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String said(Entry.Answered answer) {
        return answer.blob().isEmpty()
                ? answer.said()
                : blob(answer.blob())
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .orElseThrow(() -> tornOff(answer));
    }

    Optional<byte[]> blob(String sha256) {
        return night.blobs().find(sha256);
    }

    /** A bug of nobody's: whoever asked is not compared. */
    TornOff tornOff(Entry.Answered answer) {
        tornOff.add(Question.by());
        return new TornOff(answer.key());
    }

    /** Groups and detectors of whom the recording has lost an answer. */
    Set<String> tornOff() {
        return tornOff;
    }

    /** An answer was given, but the recording has lost what it was. */
    static final class TornOff extends RuntimeException {
        private static final long serialVersionUID = 1;

        private TornOff(String key) {
            super("the recording has lost the answer to " + key);
        }
    }

    /** How often each was asked, whether or not there was an answer. */
    Map<Asking, Integer> askings() {
        return Collections.unmodifiableMap(askings);
    }

    List<Unasked> unasked() {
        return List.copyOf(unasked);
    }

    /** Answers given. */
    long played() {
        return played;
    }

    /** Among them those to questions asked more often than in the recording. */
    long repeated() {
        return repeated;
    }
}
