// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import nightjar.model.ExpectedVisit;
import nightjar.model.ForVisitDetector;
import nightjar.model.ReadyVisit;
import nightjar.model.time.Tai;
import org.slf4j.MDC;

/**
 * What every log line of a call tells of whom it is about, under the names that Prompt Processing's
 * dashboards know (lsst-dm/prompt_processing, shared/logger.py): instrument, group, detector,
 * exposures, survey, day_obs. Exposures are the text of a Python set, as the nightly reports read
 * them.
 *
 * @param said name → value; only what is known
 */
record LogFields(Map<String, String> said) implements AutoCloseable {

    /** For this thread, until closed. */
    static LogFields of(Object question) {
        var fields = new LogFields(said(question));
        fields.said().forEach(MDC::put);
        return fields;
    }

    @Override
    public void close() {
        said.keySet().forEach(MDC::remove);
    }

    private static Map<String, String> said(Object question) {
        var said = new LinkedHashMap<String, String>();
        if (question instanceof ForVisitDetector it) {
            said.put("instrument", it.key().instrument());
            said.put("group", it.key().group());
            said.put("detector", Integer.toString(it.key().detector()));
            if (it.visitId() != 0) {
                said.put("exposures", "{" + it.visitId() + "}");
            }
            Story.ready(it).ifPresent(ready -> add(ready, said));
        }
        if (question instanceof ExpectedVisit it) {
            add(it, said);
        }
        return said;
    }

    private static void add(ReadyVisit ready, Map<String, String> said) {
        add(ready.preloaded().expected(), said);
        said.put(
                "exposures",
                ready.raws().stream()
                        .map(raw -> Long.toString(raw.exposure()))
                        .collect(Collectors.joining(", ", "{", "}")));
    }

    /** The day is that of the announcement's arrival, so that it stays the same to the end. */
    private static void add(ExpectedVisit expected, Map<String, String> said) {
        said.put("survey", expected.visit().survey());
        said.put(
                "day_obs",
                Tai.dayObs(Tai.mjdTaiOfUtcMillis(expected.fannedOutMillis())).toString());
    }
}
