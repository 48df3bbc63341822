// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.util.regex.Pattern;
import nightjar.model.ids.DiaSourceId;

/**
 * A detector of the night's last visit, which may suffer without harm to others: no later visit
 * builds on what it saw.
 *
 * @param detector its number
 */
record LastVisit(int detector) {

    private static final Pattern SOURCE = Pattern.compile("diaSourceId=(\\d+)");

    /** As the ledger's entries are named. */
    String key() {
        return "visit-" + (StoryNight.VISITS - 1) + "/" + detector;
    }

    /** It may have fewer alerts, down to none, and the rows that go with them. */
    Allowance mayLose(String words) {
        return new Allowance(words, this::covers);
    }

    private boolean covers(Difference difference) {
        return switch (difference.kind()) {
            case OUTCOME -> difference.subject().equals(key());
            case ALERT_LOST -> difference.subject().contains("/" + detector + " ");
            // An object that it would have seen once more stays as it was.
            case ROW ->
                    difference.subject().startsWith("DiaObject")
                            || isOfDetector(difference.detail());
            case RECORD ->
                    difference.detail().startsWith("missing")
                            && difference.detail().contains("\"detector\":" + detector);
            default -> false;
        };
    }

    private boolean isOfDetector(String row) {
        var source = SOURCE.matcher(row);
        return row.startsWith("missing")
                && (row.contains("detector=" + detector)
                        || (source.find()
                                && DiaSourceId.unpack(Long.parseLong(source.group(1))).detector()
                                        == detector));
    }
}
