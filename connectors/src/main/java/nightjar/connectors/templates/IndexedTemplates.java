// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.templates;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.ObjectStore;
import nightjar.model.port.Templates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds templates in an index that lies in the object store and is read again when it has aged. An
 * index that cannot be read any more does not make the known templates unknown.
 */
public final class IndexedTemplates implements Templates {

    private static final Logger LOG = LoggerFactory.getLogger(IndexedTemplates.class);

    private record Copy(byte[] bytes, TemplateIndex index, long readNanos) {
        Copy readAt(long nanos) {
            return new Copy(bytes, index, nanos);
        }
    }

    private final ObjectStore store;
    private final TemplateSettings settings;
    private final LongSupplier clockNanos;
    private Optional<Copy> held = Optional.empty();

    public IndexedTemplates(ObjectStore store, TemplateSettings settings) {
        this(store, settings, System::nanoTime);
    }

    IndexedTemplates(ObjectStore store, TemplateSettings settings, LongSupplier clockNanos) {
        this.store = store;
        this.settings = settings;
        this.clockNanos = clockNanos;
    }

    @Override
    public Outcome<List<String>> overlapping(
            String instrument, String filter, List<Double> cornersDeg, Deadline deadline) {
        if (filter.isBlank()) {
            return Outcome.done(List.of()); // any filter: no one template fits
        }
        var band = settings.bands().of(filter);
        if (band.isEmpty()) {
            return invalid("no band is known for filter " + filter + ": name it among the bands");
        }
        var region = SkyPolygon.of(cornersDeg);
        if (region.isEmpty()) {
            return invalid("a region needs corners that are numbers");
        }
        return index().map(index -> uris(index, instrument, band.get(), region.get()));
    }

    private List<String> uris(
            TemplateIndex index, String instrument, String band, SkyPolygon region) {
        return index.templates().stream()
                .filter(template -> template.instrument().equals(instrument))
                .filter(template -> template.band().equals(band))
                .filter(template -> template.region().overlaps(region))
                .map(template -> settings.uri(template.key()))
                .sorted()
                .toList();
    }

    private synchronized Outcome<TemplateIndex> index() {
        long now = clockNanos.getAsLong();
        var fresh = held.filter(copy -> now - copy.readNanos() < settings.age().toNanos());
        if (fresh.isPresent()) {
            return Outcome.done(fresh.get().index());
        }
        var uri = settings.uri(settings.index());
        var read = store.get(uri).then(bytes -> copyOf(uri, bytes, now));
        read.match(
                copy -> held = Optional.of(copy),
                loss -> {
                    LOG.warn("the template index cannot be read: {}", loss.why());
                    // Not asked again for each detector while it is away.
                    held = held.map(copy -> copy.readAt(now));
                });
        return held.map(copy -> Outcome.done(copy.index())).orElse(read.map(Copy::index));
    }

    private Outcome<Copy> copyOf(String uri, byte[] bytes, long now) {
        var same = held.filter(copy -> Arrays.equals(copy.bytes(), bytes));
        return same.map(copy -> Outcome.done(copy.readAt(now)))
                .orElseGet(
                        () ->
                                TemplateIndex.read(uri, bytes)
                                        .map(index -> new Copy(bytes, index, now)));
    }

    private static <T> Outcome<T> invalid(String why) {
        return Outcome.lost(new Loss(Ending.FAILED, Cause.INVALID, why));
    }
}
