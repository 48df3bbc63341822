// SPDX-License-Identifier: Apache-2.0
package nightjar.model.port;

import java.util.List;
import java.util.Optional;
import nightjar.model.ExpectedVisit;

/** The camera's geometry: where on the sky a detector will look. */
public interface DetectorRegions {

    /**
     * Corners of the detector's region, padded: ra0, dec0, … ra3, dec3, degrees ICRS; empty when
     * the announcement has no usable position or rotation, or the detector is unknown.
     */
    Optional<List<Double>> predict(ExpectedVisit visit);
}
