// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sidecar;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import nightjar.model.Cause;
import nightjar.model.ObjectCreated;
import nightjar.model.Outcome;
import nightjar.model.Raw;
import nightjar.model.port.Deadline;
import nightjar.model.port.ObjectStore;
import nightjar.model.port.Sidecars;

/**
 * Tells whose a raw is: from the key, then from the sidecar beside it, else from the FITS header by
 * a range read. Detectors of an exposure share group, times and pointing, so that one look-up
 * serves them all.
 */
public final class SidecarReader implements Sidecars {

    private static final int MOST_SIDECAR_BYTES = 1 << 20;

    /** An LSST raw's primary header takes ten blocks; the second try is for long-winded ones. */
    private static final int[] HEADER_BYTES = {20 * FitsCards.BLOCK, 200 * FitsCards.BLOCK};

    private static final int EXPOSURES_REMEMBERED = 512;

    private record Exposure(String instrument, String observation) {}

    private final ObjectStore store;
    private final KeyLayouts layouts;
    private final SidecarSettings settings;
    private final Recent<Exposure, ExposureFacts> known = new Recent<>(EXPOSURES_REMEMBERED);
    private final AtomicLong lookups = new AtomicLong();
    private final AtomicLong headers = new AtomicLong();

    public SidecarReader(ObjectStore store, KeyLayouts layouts, SidecarSettings settings) {
        this.store = store;
        this.layouts = layouts;
        this.settings = settings;
    }

    @Override
    public Outcome<Raw> identify(ObjectCreated object, Deadline deadline) {
        return layouts.read(object.key())
                .then(this::wanted)
                .then(key -> facts(key, object, deadline).then(it -> judged(it, key, object)));
    }

    private Outcome<RawKey> wanted(RawKey key) {
        Set<Integer> active = settings.active().get(key.instrument());
        if (active == null) {
            return Skipped.OTHER_CAMERA.because(key.instrument());
        }
        return active.contains(key.detector())
                ? Outcome.done(key)
                : Skipped.INACTIVE.because("detector " + key.detector());
    }

    private Outcome<Raw> judged(ExposureFacts facts, RawKey key, ObjectCreated object) {
        if (settings.calibrations().contains(facts.kind().toUpperCase(Locale.ROOT))) {
            return Skipped.CALIBRATION.because(facts.kind() + " " + key.exposure());
        }
        return facts.group().isEmpty()
                ? Skipped.UNGROUPED.because("exposure " + key.exposure())
                : Outcome.done(facts.raw(key, settings.uri(object.bucket(), object.key()), object));
    }

    private Outcome<ExposureFacts> facts(RawKey key, ObjectCreated object, Deadline deadline) {
        var exposure = new Exposure(key.instrument(), key.observation());
        var remembered = known.find(exposure);
        if (remembered.isPresent()) {
            return Outcome.done(remembered.get());
        }
        lookups.incrementAndGet();
        var found = sidecar(key, object).then(beside -> look(key, beside, object, deadline));
        found.asValue()
                .filter(SidecarReader::suffices)
                .ifPresent(facts -> known.put(exposure, facts));
        return found;
    }

    private Outcome<ExposureFacts> look(
            RawKey key, Optional<Keywords> beside, ObjectCreated object, Deadline deadline) {
        var usual =
                layouts.camera(key.instrument()).map(CameraKeys::timeScale).orElse(TimeScale.UTC);
        var told = beside.map(it -> ExposureFacts.of(key, it, usual));
        if (told.filter(SidecarReader::suffices).isPresent()) {
            return Outcome.done(told.get());
        }
        headers.incrementAndGet();
        return header(object, deadline)
                .map(it -> beside.map(first -> first.and(it)).orElse(it))
                .map(it -> ExposureFacts.of(key, it, usual))
                .then(
                        it ->
                                it.hasTimes()
                                        ? Outcome.done(it)
                                        : Skipped.notYet("no times are known of " + object.key()));
    }

    private static boolean suffices(ExposureFacts facts) {
        return facts.hasTimes() && !facts.group().isEmpty();
    }

    /** What the sidecar says; empty when it is not there, or not whole yet. */
    private Outcome<Optional<Keywords>> sidecar(RawKey key, ObjectCreated object) {
        if (key.sidecarKey().isEmpty()) {
            return Outcome.done(Optional.empty());
        }
        return store.head(settings.uri(object.bucket(), key.sidecarKey()), MOST_SIDECAR_BYTES)
                .fold(
                        bytes -> Outcome.done(Keywords.ofSidecar(bytes)),
                        loss ->
                                loss.cause() == Cause.TRANSIENT
                                        ? Outcome.lost(loss)
                                        : Outcome.done(Optional.empty()));
    }

    private Outcome<Keywords> header(ObjectCreated object, Deadline deadline) {
        var uri = settings.uri(object.bucket(), object.key());
        Outcome<FitsCards.Read> read = Skipped.notYet("no time was left to read " + uri);
        for (int bytes : HEADER_BYTES) {
            if (deadline.passed()) {
                break;
            }
            read = store.head(uri, bytes).then(it -> cards(uri, it));
            if (read.fold(FitsCards.Read::whole, loss -> true)) {
                break;
            }
        }
        return read.map(FitsCards.Read::keywords);
    }

    private static Outcome<FitsCards.Read> cards(String uri, byte[] beginning) {
        return FitsCards.read(beginning)
                .map(Outcome::done)
                .orElseGet(() -> Skipped.notYet("no FITS header is in " + uri));
    }

    /** Exposures looked up; all others came from memory. */
    public long lookups() {
        return lookups.get();
    }

    /** Look-ups that needed the FITS header, because the sidecar did not come or did not say. */
    public long headerLookups() {
        return headers.get();
    }
}
