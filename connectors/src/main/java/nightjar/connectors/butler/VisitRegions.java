// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import java.util.Optional;
import nightjar.model.Raw;
import nightjar.model.sky.SkyPolygon;

/** Where on the sky the whole camera looks. */
@FunctionalInterface
public interface VisitRegions {

    /**
     * The region of the exposure's pointing, the same from every detector's raw; empty when the
     * pointing is not known.
     */
    Optional<SkyPolygon> of(Raw raw);
}
