// SPDX-License-Identifier: Apache-2.0
package nightjar.model.port;

import java.util.List;
import nightjar.model.Differenced;

/** Says what of a visit-detector becomes known to the Butler, and under which names. */
public interface Butler {

    /**
     * What will be exported.
     *
     * @param record the Butler writer's JSON message; empty when nothing is exported
     * @param exports files to put in their final place first
     */
    record Export(String record, List<Plans.Export> exports) {}

    Export export(Differenced differenced);
}
