// SPDX-License-Identifier: Apache-2.0
package nightjar.job.poison;

import java.util.Random;

/** Makes messages that are not as they should be; equal dice make equal messages. */
@FunctionalInterface
interface Damage {

    byte[] make(Random dice);
}
