// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import nightjar.model.ids.PackedDesignation;
import nightjar.model.ids.SsObjectId;
import nightjar.sandbox.sky.Injected;

/**
 * What was injected against what was alerted. An alert finds a truth of its own visit and detector
 * within an arcsecond; policy and lost images are not the pipeline's misses and stand apart.
 */
final class Score {

    /** Half a PSF: centroids of faint sources scatter by a fraction of that. */
    private static final double MATCH_ARCSEC = 1.0;

    private static final double SNR_FLOOR = 10;
    private static final double MASKED_CEILING = 0.1;

    /**
     * One injected source in one image.
     *
     * @param alert the alert that found it; empty when it was missed
     * @param reason why it was missed; empty when it was found
     */
    record Verdict(Injected truth, Optional<AlertSeen> alert, String reason) {
        boolean found() {
            return alert.isPresent();
        }
    }

    private final List<Verdict> fair = new ArrayList<>();
    private final List<Verdict> excused = new ArrayList<>();
    private final List<AlertSeen> unmatched = new ArrayList<>();

    /**
     * Matches the night.
     *
     * @param withheldArcsec within this distance of a satellite's track Sattle withholds sources
     */
    static Score of(List<Injected> truths, List<AlertSeen> alerts, double withheldArcsec) {
        var score = new Score();
        var taken = new HashSet<Long>();
        truths.stream()
                .sorted(Comparator.comparingDouble(Injected::trueSnr).reversed())
                .forEach(truth -> score.judge(truth, alerts, taken, withheldArcsec));
        alerts.stream().filter(a -> !taken.contains(a.diaSourceId())).forEach(score.unmatched::add);
        return score;
    }

    private void judge(
            Injected truth, List<AlertSeen> alerts, Set<Long> taken, double withheldArcsec) {
        var alert =
                alerts.stream()
                        .filter(a -> a.visit() == truth.visit())
                        .filter(a -> a.detector() == truth.detector())
                        .filter(a -> !taken.contains(a.diaSourceId()))
                        .filter(a -> distanceArcsec(truth, a) <= MATCH_ARCSEC)
                        .min(Comparator.comparingDouble(a -> distanceArcsec(truth, a)));
        alert.ifPresent(found -> taken.add(found.diaSourceId()));
        var excuse = excuse(truth, withheldArcsec);
        var verdict = new Verdict(truth, alert, alert.isPresent() ? "" : why(truth, excuse));
        (excuse.isEmpty() || alert.isPresent() ? fair : excused).add(verdict);
    }

    private static String excuse(Injected truth, double withheldArcsec) {
        return switch (truth.fate()) {
            case LOST -> "its file is truncated";
            case UNANNOUNCED -> "its image was never announced";
            case SEEN -> {
                if (truth.kind() == Injected.Kind.SATELLITE) {
                    yield "a satellite: Sattle withholds it";
                }
                yield truth.trackArcsec() < withheldArcsec
                        ? "beside a satellite's track: Sattle withholds it"
                        : "";
            }
        };
    }

    private static String why(Injected truth, String excuse) {
        if (!excuse.isEmpty()) {
            return excuse;
        }
        if (truth.maskedFraction() >= MASKED_CEILING) {
            return String.format("%.0f %% masked", 100 * truth.maskedFraction());
        }
        if (truth.trueSnr() < 5) {
            return "below the threshold";
        }
        return (truth.onHost() ? "on a host, " : "")
                + (truth.nearStar() ? "near a star, " : "")
                + "not detected or rejected";
    }

    static double distanceArcsec(Injected truth, AlertSeen alert) {
        return arcsec(truth.raDeg(), truth.decDeg(), alert.raDeg(), alert.decDeg());
    }

    /** Small angles only. */
    static double arcsec(double ra1, double dec1, double ra2, double dec2) {
        double dRa = ((ra1 - ra2 + 540) % 360 - 180) * Math.cos(Math.toRadians(dec1));
        return Math.hypot(dRa, dec1 - dec2) * 3600;
    }

    /** All rows that count, and those found although they need not have been. */
    List<Verdict> fair() {
        return fair;
    }

    /** Rows that no pipeline could or should have alerted. */
    List<Verdict> excused() {
        return excused;
    }

    List<AlertSeen> unmatched() {
        return unmatched;
    }

    /** Transients that are bright and clean enough to be held to. */
    List<Verdict> held() {
        return fair.stream()
                .filter(v -> v.truth().kind() == Injected.Kind.TRANSIENT)
                .filter(v -> v.truth().trueSnr() >= SNR_FLOOR)
                .filter(v -> v.truth().maskedFraction() < MASKED_CEILING)
                .toList();
    }

    double recallSnr10() {
        var held = held();
        return held.isEmpty()
                ? Double.NaN
                : (double) held.stream().filter(Verdict::found).count() / held.size();
    }

    /** Asteroids that are bright and clean enough to be held to. */
    List<Verdict> movingHeld() {
        return fair.stream()
                .filter(v -> v.truth().kind() == Injected.Kind.ASTEROID)
                .filter(v -> v.truth().trueSnr() >= SNR_FLOOR)
                .filter(v -> v.truth().maskedFraction() < MASKED_CEILING)
                .toList();
    }

    /** Of these, alerted as the asteroid that they are. */
    long movingMatched() {
        return movingHeld().stream().filter(Score::isItself).count();
    }

    private static boolean isItself(Verdict asteroid) {
        var id = PackedDesignation.of(asteroid.truth().id()).map(SsObjectId::pack);
        return asteroid.alert().map(AlertSeen::ssObjectId).equals(id);
    }

    /** Transients whose alerts name more than one DIAObject: id → the objects. */
    Map<String, Set<Long>> splitObjects() {
        var objects = new HashMap<String, Set<Long>>();
        for (var verdict : fair) {
            if (verdict.truth().kind() == Injected.Kind.TRANSIENT) {
                verdict.alert()
                        .ifPresent(
                                alert ->
                                        objects.computeIfAbsent(
                                                        verdict.truth().id(), id -> new HashSet<>())
                                                .add(alert.diaObjectId()));
            }
        }
        objects.values().removeIf(ids -> ids.size() < 2);
        return new TreeMap<>(objects);
    }
}
