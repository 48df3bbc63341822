// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import nightjar.job.simulate.world.Reference;
import nightjar.job.simulate.world.World;
import nightjar.model.Ended;
import nightjar.model.Ending;
import nightjar.model.PackedAlert;
import nightjar.model.VisitDetector;

/** What a night's end must show, whatever happened in it (design 3: I1 to I6). */
final class Verdict {

    private static final int MOST = 5;

    private final World world;
    private final Reference reference;
    private final List<String> violations = new ArrayList<>();

    private Verdict(World world, Reference reference) {
        this.world = world;
        this.reference = reference;
    }

    /** All that is wrong; nothing when all is well. */
    static List<String> of(World world, Reference reference) {
        var verdict = new Verdict(world, reference);
        verdict.violations.addAll(world.outside().violations());
        verdict.ledger();
        verdict.alerts();
        verdict.rows();
        verdict.records();
        verdict.claims();
        return verdict.violations;
    }

    private void violated(String what) {
        if (violations.size() < MOST) {
            violations.add(what);
        }
    }

    /** Every visit-detector ends once, as the night says it must. */
    private void ledger() {
        var ends = new TreeMap<String, Ended>();
        for (var end : world.outside().ledger()) {
            var before = ends.put(end.key().toString(), end);
            if (before != null && !isSame(before, end)) {
                violated("two ends: " + told(before) + " and " + told(end));
            }
        }
        world.night().endings().forEach((key, ending) -> ended(key, ending, ends));
        if (ends.size() > world.night().endings().size()) {
            violated("ends of what never was: " + ends.keySet());
        }
        if (!world.outside().quarantine().isEmpty()) {
            violated("in quarantine: " + world.outside().quarantine().get(0).reason());
        }
    }

    private static boolean isSame(Ended one, Ended other) {
        return one.ending() == other.ending()
                && one.alerts() == other.alerts()
                && (one.visit() == other.visit() || isWithoutItsImages(one, other));
    }

    /**
     * A stale or cancelled visit-detector ends without a look at its images; told again after a
     * restart, another number of them may have come by then, and only an image tells the visit.
     */
    private static boolean isWithoutItsImages(Ended one, Ended other) {
        boolean unwanted = one.ending() == Ending.IGNORED || one.ending() == Ending.CANCELLED;
        return unwanted && (one.visit() == 0 || other.visit() == 0);
    }

    private static String told(Ended end) {
        return end.key() + " " + end.ending() + " by " + end.stage() + " (" + end.why() + ")";
    }

    private void ended(VisitDetector key, Ending wanted, Map<String, Ended> ends) {
        var end = ends.get(key.toString());
        if (end == null) {
            violated(key + " is unaccounted for; it should be " + wanted);
        } else if (end.ending() != wanted
                && !(wanted == Ending.ALERTED && end.ending() == Ending.EMPTY)) {
            violated(told(end) + " should be " + wanted);
        }
    }

    /** Those of the undisturbed night, once each, and none that Sattle did not clear. */
    private void alerts() {
        var seen = new HashSet<Long>();
        for (PackedAlert alert : world.outside().alerts()) {
            long id = alert.diaSourceId();
            if (!seen.add(id)) {
                violated("alert " + id + " was sent twice");
            }
            if (world.isSatellite(id)) {
                violated("alert " + id + " was never cleared");
            }
            var wanted = reference.alerts().get(id);
            if (wanted == null) {
                violated("alert " + id + " is not one of the undisturbed night");
            } else if (!Arrays.equals(wanted, alert.value())) {
                compare("alert " + id, Leaves.ofAlert(wanted), Leaves.ofAlert(alert.value()));
            }
        }
        for (long id : reference.alerts().keySet()) {
            if (!seen.contains(id)) {
                violated("alert " + id + " is missing");
            }
        }
    }

    private void rows() {
        if (!reference.tables().equals(world.tables())) {
            compare("APDB", Leaves.ofTables(reference.tables()), Leaves.ofTables(world.tables()));
        }
        var sources = world.tables().getOrDefault("DiaSource", Map.of());
        for (var id : sources.keySet()) {
            if (world.isSatellite(Long.parseLong(id))) {
                violated("row " + id + " was never cleared");
            }
        }
        if (sources.size() != world.outside().alerts().size()) {
            violated(sources.size() + " rows, " + world.outside().alerts().size() + " alerts");
        }
    }

    private void compare(String what, Map<String, String> wanted, Map<String, String> got) {
        var paths = new TreeSet<>(wanted.keySet());
        paths.addAll(got.keySet());
        for (var path : paths) {
            var should = wanted.getOrDefault(path, "nothing");
            var is = got.getOrDefault(path, "nothing");
            if (!should.equals(is)) {
                violated(what + " " + path + " is " + is + " instead of " + should);
                return;
            }
        }
    }

    /** One for each committed visit-detector, and its file is there. */
    private void records() {
        var told = new TreeSet<>(world.outside().records());
        var wanted = new TreeSet<>(reference.records());
        if (!told.equals(wanted)) {
            violated("Butler records " + told + " instead of " + wanted);
        }
        told.stream()
                .filter(record -> !world.hasFileOf(record))
                .forEach(record -> violated("no file for the Butler record " + record));
    }

    private void claims() {
        for (var claim : world.claims()) {
            if (!claim.committed()) {
                violated("claim " + claim.visit() + "/" + claim.detector() + " is not committed");
            }
        }
    }
}
