// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import java.util.Map;
import nightjar.sandbox.sky.Grid;

/** A detector as read out, for which only the header is wanting. */
@FunctionalInterface
public interface Picture {

    /** The FITS file of it. */
    byte[] fits(Map<String, Object> cards, Grid grid);
}
