// SPDX-License-Identifier: Apache-2.0
package nightjar.job.poison;

import nightjar.model.Outcome;

/**
 * One place at which bytes of others come in.
 *
 * @param name for the table and for {@code --only}
 * @param damage makes what comes in
 * @param reading understands it, or says why not
 */
record Decoder(String name, Damage damage, Reading reading) {

    /** What the job does with the bytes. Whatever it throws is a finding. */
    @FunctionalInterface
    interface Reading {
        Outcome<?> read(byte[] message) throws Exception;
    }
}
