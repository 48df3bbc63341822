// SPDX-License-Identifier: Apache-2.0
package nightjar.model.port;

import java.util.List;
import nightjar.model.Outcome;

/** Knows which template exposures overlap a part of the sky. */
public interface Templates {

    /**
     * URIs of the templates that overlap the region in this filter's band; none is an empty list.
     *
     * @param cornersDeg ra0, dec0, … ra3, dec3 of a convex region, degrees ICRS
     */
    Outcome<List<String>> overlapping(
            String instrument, String filter, List<Double> cornersDeg, Deadline deadline)
            throws InterruptedException;
}
