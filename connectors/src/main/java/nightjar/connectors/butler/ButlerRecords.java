// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightjar.model.Differenced;
import nightjar.model.port.Butler;
import nightjar.model.port.Plans;
import nightjar.model.time.Tai;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Butler writer's message of one visit-detector (lsst-dm/prompt_processing_butler_writer
 * a196b2b, message type pp-output) and the files that must lie in their final places before it is
 * sent. Everything is a function of the visit-detector: a repeated export names the same datasets.
 */
public final class ButlerRecords implements Butler {

    private static final Logger LOG = LoggerFactory.getLogger(ButlerRecords.class);

    private static final Export NOTHING = new Export("", List.of());

    private final ButlerSettings settings;
    private final Dusk dusk;

    /**
     * @param dusk what may be exported
     */
    public ButlerRecords(ButlerSettings settings, Dusk dusk) {
        this.settings = settings;
        this.dusk = dusk;
    }

    @Override
    public Export export(Differenced differenced) {
        return instrument(differenced.key().instrument())
                .map(camera -> Observed.of(differenced, camera))
                .filter(this::isPossible)
                .map(observed -> export(observed, dusk.files(day(differenced))))
                .orElse(NOTHING);
    }

    private Optional<ButlerInstrument> instrument(String name) {
        return settings.instruments().stream()
                .filter(camera -> camera.name().equals(name))
                .findFirst();
    }

    /** A dataset of a visit that cannot be defined would stop the writer for good. */
    private boolean isPossible(Observed observed) {
        boolean possible = !settings.observations() || observed.isKnown();
        if (!possible) {
            LOG.warn(
                    "{}: nothing is exported, because its raws tell no physical filter or no times",
                    observed.differenced().key());
        }
        return possible;
    }

    private Export export(Observed observed, List<ButlerFile> exported) {
        if (exported.isEmpty()) {
            return NOTHING;
        }
        var differenced = observed.differenced();
        var run = run(differenced);
        var datasets = JsonNodeFactory.instance.arrayNode();
        var files = new ArrayList<Plans.Export>();
        for (var file : exported) {
            var dataset = new DatasetRecord(observed, file, run);
            datasets.add(dataset.json());
            var uri = uri(dataset.path());
            files.add(
                    file.ofRows()
                            ? Plans.Export.ofRows(file.entry(), uri)
                            : new Plans.Export(differenced.product(), file.entry(), uri));
        }
        var message = JsonNodeFactory.instance.objectNode().put("type", "pp-output");
        message.set("dimension_records", DimensionRecords.of(observed, settings));
        message.set("datasets", datasets);
        return new Export(message.toString(), files);
    }

    private String run(Differenced differenced) {
        return RunNames.run(
                differenced.key().instrument(),
                day(differenced),
                differenced.pipeline(),
                settings.deployment());
    }

    /**
     * The moment of processing is that at which the announcement was fanned out, as in the log: it
     * does not change again.
     */
    private static LocalDate day(Differenced differenced) {
        var expected = differenced.ready().preloaded().expected();
        return Tai.dayObs(Tai.mjdTaiOfUtcMillis(expected.fannedOutMillis()));
    }

    private String uri(String path) {
        return settings.root().endsWith("/")
                ? settings.root() + path
                : settings.root() + "/" + path;
    }
}
