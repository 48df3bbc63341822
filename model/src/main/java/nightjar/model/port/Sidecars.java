// SPDX-License-Identifier: Apache-2.0
package nightjar.model.port;

import nightjar.model.ObjectCreated;
import nightjar.model.Outcome;
import nightjar.model.Raw;

/**
 * Tells whose an object is, from its key and its sidecar (or, when that does not come, its FITS
 * header). Answers:
 *
 * <ul>
 *   <li>a raw of an active science detector: the {@link Raw};
 *   <li>a sidecar, a guider, a wavefront sensor, a calibration, another camera: {@code Lost}
 *       IGNORABLE, the reason's first word being the class to count it under;
 *   <li>a group that is not known yet: {@code Lost} RETRIABLE: park it and ask again;
 *   <li>a key that no camera makes: {@code Lost} POISON.
 * </ul>
 */
public interface Sidecars {

    Outcome<Raw> identify(ObjectCreated object, Deadline deadline) throws InterruptedException;
}
