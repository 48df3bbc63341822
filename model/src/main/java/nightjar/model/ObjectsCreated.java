// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import java.util.List;

/**
 * What one bucket notification tells: several objects may stand in one.
 *
 * @param objects objects that appeared, sidecars left out
 * @param skipped other events and sidecars in the same notification
 */
public record ObjectsCreated(List<ObjectCreated> objects, int skipped) {

    public ObjectsCreated {
        objects = List.copyOf(objects);
    }
}
