// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import nightjar.model.Cause;
import nightjar.model.Ended;

/** What an operator does about an ending; the long form is docs/playbook.md. */
final class WhatToDo {

    private static final String NOTHING = "nothing";

    private WhatToDo() {}

    static String about(Ended entry) {
        return switch (entry.ending()) {
            case ALERTED, EMPTY, CANCELLED -> NOTHING;
            case IGNORED -> ignored(entry.why());
            case TIMED_OUT -> timedOut(entry);
            case REJECTED ->
                    entry.why().startsWith("owned by")
                            ? "two jobs run on the same topics: decide which stays, stop the other"
                            : "nothing: its images must not be used; look at the reason";
            case SUPPRESSED ->
                    "Sattle did not clear it within limits.clear.deadline: does it answer? Nothing"
                            + " of it was published; when it is back: ./nightjar rerun --outcome SUPPRESSED";
            case FAILED ->
                    entry.cause() == Cause.POISON
                            ? "look at its image: it breaks whoever reads it, and is not read again"
                            : failed(entry.why());
        };
    }

    private static String ignored(String why) {
        if (why.startsWith("stale")) {
            return "nothing tonight: its announcement was older than fanOut.expiry when it was read;"
                    + " by day: ./nightjar rerun --outcome IGNORED";
        }
        if (why.startsWith("unannounced")) {
            return "ask the summit whether nextVisit was sent: images came, and no announcement";
        }
        return "nothing, if the pipelines' file means it so (pipelines.main)";
    }

    private static String timedOut(Ended entry) {
        return entry.arrivedMillis() == 0
                ? "no image arrived: ask Presence for one; if it knows the image, notifications"
                        + " have stopped: does topics.objectCreated match their topic? When it is"
                        + " there: ./nightjar rerun --outcome TIMED_OUT"
                : "the stage " + entry.stage() + " ran out of its time: look at its neighbour";
    }

    private static String failed(String why) {
        if (why.startsWith("commit unresolved")) {
            return "the APDB or the store was away for limits.commit.deadline; the plan has all"
                    + " rows and alerts: ./nightjar rerun --outcome FAILED finishes it";
        }
        if (why.startsWith("unaccounted") || why.contains("a bug in")) {
            return "this is a bug: keep checkpoint and log";
        }
        if (why.startsWith("no node") || why.startsWith("NoGoodPipelines")) {
            return "add a node or a pipeline's inputs to the file of pipelines.main, restart";
        }
        return "the reason says it; docs/playbook.md has more";
    }
}
