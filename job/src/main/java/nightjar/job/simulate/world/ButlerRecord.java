// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.world;

import java.util.List;
import nightjar.model.Differenced;
import nightjar.model.port.Butler;
import nightjar.model.port.Plans;

/** What of a visit-detector becomes known to the simulated Butler: one file. */
final class ButlerRecord {

    private ButlerRecord() {}

    static Butler.Export of(Differenced differenced) {
        var uri =
                "mem://butler/"
                        + differenced.visit()
                        + "/"
                        + differenced.key().detector()
                        + ".fits";
        return new Butler.Export(
                uri, List.of(new Plans.Export(differenced.product(), "difference.fits", uri)));
    }

    static String fileOf(String record) {
        return record;
    }
}
