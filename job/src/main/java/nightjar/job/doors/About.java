// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import java.util.LinkedHashMap;
import java.util.Map;
import nightjar.model.VisitDetector;

/** What a measurement is about, under the Butler's names of dimensions. */
final class About {

    private About() {}

    /**
     * @param visit the visit's id; 0 when no exposure is known
     */
    static Map<String, String> of(VisitDetector key, long visit) {
        var about = new LinkedHashMap<String, String>();
        about.put("instrument", key.instrument());
        about.put("group", key.group());
        about.put("detector", Integer.toString(key.detector()));
        about.put("visit", visit == 0 ? "" : Long.toString(visit));
        return about;
    }
}
