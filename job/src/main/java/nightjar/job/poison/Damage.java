// SPDX-License-Identifier: Apache-2.0
package nightjar.job.poison;

import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Makes messages that are not as they should be; equal dice make equal messages. */
interface Damage {

    /** Messages that are as they should be; a decoder that accepts none of them is a finding. */
    List<byte[]> good();

    byte[] make(Random dice);

    static Damage of(List<byte[]> good, Function<Random, byte[]> make) {
        return new Made(List.copyOf(good), make);
    }

    /** Damage that is only said how. */
    record Made(List<byte[]> good, Function<Random, byte[]> how) implements Damage {

        @Override
        public byte[] make(Random dice) {
            return how.apply(dice);
        }
    }
}
