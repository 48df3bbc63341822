// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import nightjar.model.Cleared;
import nightjar.model.catalog.Prior;

/**
 * A cleared image, with what the APDB held of its region just before association.
 *
 * @param cleared what will be associated
 * @param prior DIAObjects and their history in the image's true region, in the order of their keys
 */
record Refreshed(Cleared cleared, Prior prior) {}
