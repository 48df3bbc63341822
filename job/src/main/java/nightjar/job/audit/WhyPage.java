// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nightjar.job.audit.Evidence.RowsSeen;
import nightjar.model.Ended;
import nightjar.model.Outcome;

/**
 * The page about one visit-detector. It tells of counts and times, never of a source's place.
 *
 * @param asked the visit or group that was asked for
 * @param plan that its claim names; lost when it cannot be read
 * @param stored what the APDB has of the plan
 * @param candidates in the image worker's product; lost when it cannot be read
 */
record WhyPage(
        String asked,
        int detector,
        Optional<Ended> entry,
        Optional<ClaimSeen> claim,
        Optional<Outcome<PlanFacts>> plan,
        Optional<RowsSeen> stored,
        Optional<Outcome<Integer>> candidates) {

    /** Readout to alert: LSST's requirement OTT1 (LPM-17), a minute. */
    private static final double BUDGET_SECONDS = 60;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(title());
        lines.add(row("ended as", entry.map(WhyPage::ending).orElse("the ledger has no entry")));
        entry.map(Ended::rerunBy)
                .filter(by -> !by.isEmpty())
                .ifPresent(by -> lines.add(row("rerun", "by " + by + ": the night had no result")));
        entry.map(Ended::orderGivenUp)
                .filter(earlier -> !earlier.isEmpty())
                .ifPresent(earlier -> lines.add(row("order", "given up, without " + earlier)));
        entry.ifPresent(it -> times(it, lines));
        claim.ifPresentOrElse(
                it -> claimed(it, lines), () -> lines.add(row("claim", "none: nothing is stored")));
        plan.ifPresent(
                read ->
                        read.match(
                                it -> planned(it, lines),
                                loss -> lines.add(row("plan", loss.why()))));
        lines.add(row("what to do", whatToDo()));
        return lines;
    }

    private String title() {
        var group = entry.map(it -> it.key().group()).or(this::plannedGroup).orElse("unknown");
        long visit = entry.map(Ended::visit).orElse(0L);
        if (visit == 0) {
            visit = claim.map(it -> it.of().visit()).orElse(0L);
        }
        return "visit %s detector %d, group %s"
                .formatted(visit == 0 ? "unknown" : visit, detector, group);
    }

    private Optional<String> plannedGroup() {
        return plan.flatMap(Outcome::asValue).map(PlanFacts::group);
    }

    private static String ending(Ended it) {
        return switch (it.ending()) {
            case ALERTED -> "ALERTED(" + it.alerts() + ")";
            case EMPTY -> "EMPTY";
            default -> "%s by %s: %s (%s)".formatted(it.ending(), it.stage(), it.why(), it.cause());
        };
    }

    private void times(Ended it, List<String> lines) {
        long readout = it.readoutEndMillis();
        lines.add(row("announced", time(it.announcedMillis(), "never", readout)));
        lines.add(row("readout end", time(readout, "unknown", 0)));
        lines.add(row("images arrived", time(it.arrivedMillis(), "none came", readout)));
        claim.ifPresent(
                c -> {
                    lines.add(row("claimed", time(c.claimedMillis(), "", readout)));
                    if (c.committed()) {
                        lines.add(row("committed", time(c.markedMillis(), "", readout)));
                    }
                });
        lines.add(row("ended", time(it.endedMillis(), "unknown", readout)));
        lines.add(row("budget", budget(it)));
    }

    /**
     * A moment, and how long after the end of readout it was.
     *
     * @param sinceMillis 0 when that is not to be told
     */
    private static String time(long millis, String otherwise, long sinceMillis) {
        if (millis == 0) {
            return otherwise;
        }
        var time = TIME.format(Instant.ofEpochMilli(millis)) + " UTC";
        return sinceMillis == 0
                ? time
                : time + String.format(Locale.ROOT, "  %+8.1f s", (millis - sinceMillis) / 1000.0);
    }

    private static String budget(Ended it) {
        if (it.readoutEndMillis() == 0) {
            return "unknown: nothing was read out";
        }
        double took = (it.endedMillis() - it.readoutEndMillis()) / 1000.0;
        double left = BUDGET_SECONDS - took;
        return String.format(
                Locale.ROOT,
                "%.1f s of %.0f s from readout to the end: %s by %.1f s",
                took,
                BUDGET_SECONDS,
                left >= 0 ? "kept" : "missed",
                Math.abs(left));
    }

    private static void claimed(ClaimSeen it, List<String> lines) {
        lines.add(
                row(
                        "claim",
                        "of lineage %s, %s"
                                .formatted(
                                        it.lineage(),
                                        it.committed()
                                                ? "committed"
                                                : "NOT committed: its rows may be there by half")));
        lines.add(row("plan", it.plan().uri() + ", " + it.plan().bytes() + " bytes"));
    }

    private void planned(PlanFacts it, List<String> lines) {
        lines.add(row("sources", sources(it)));
        lines.add(
                row(
                        "alerts",
                        it.alerts().size()
                                + " planned; whether they are out tells ./nightjar audit --visits "
                                + it.of().visit()));
        stored.ifPresent(rows -> lines.add(row("APDB", stored(it, rows))));
        lines.add(
                row(
                        "Butler",
                        it.record().isEmpty() ? "nothing exported" : it.files().size() + " files"));
    }

    private String sources(PlanFacts it) {
        int kept = it.diaSources().size();
        return candidates
                .map(
                        read ->
                                read.fold(
                                        all ->
                                                "%d candidates, %d kept: %d not cleared by Sattle, too fast or marginal"
                                                        .formatted(all, kept, all - kept),
                                        loss -> kept + " kept; candidates unknown: " + loss.why()))
                .orElse(kept + " kept; candidates unknown: no export names the product");
    }

    private static String stored(PlanFacts it, RowsSeen rows) {
        long sources = it.diaSources().stream().filter(rows.diaSources()::containsKey).count();
        long objects =
                it.objects().stream().filter(o -> rows.objects().containsKey(o.id())).count();
        return "%d of %d DIASource rows, %d of %d DIAObjects"
                .formatted(sources, it.diaSources().size(), objects, it.objects().size());
    }

    private String whatToDo() {
        if (entry.isPresent()) {
            return WhatToDo.about(entry.get());
        }
        return claim.filter(ClaimSeen::committed).isPresent()
                ? "the ledger's entry is missing: look at its topic's retention"
                : "the job is still at it, or stopped: look at its commit stage";
    }

    private static String row(String name, String value) {
        return String.format(Locale.ROOT, "  %-15s %s", name, value);
    }
}
