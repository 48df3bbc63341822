// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import nightjar.model.VisitDetector;

/**
 * Something that came out otherwise than in the night.
 *
 * @param visit the visit's id; 0 when no image came
 * @param at which visit-detector
 * @param field what of it, by path
 * @param recorded as it was
 * @param replayed as it is now
 */
record Difference(long visit, VisitDetector at, String field, String recorded, String replayed) {

    private static final int LONGEST = 200;

    Difference {
        recorded = shortened(recorded);
        replayed = shortened(replayed);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    String words() {
        return "visit %d (group %s) detector %d, %s: recorded %s, replayed %s"
                .formatted(visit, at.group(), at.detector(), field, recorded, replayed);
    }
}
