// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import java.io.Serializable;
import nightjar.job.config.Configurations;

/** Opens neighbours from a configuration's text; travels with the job graph. */
@FunctionalInterface
public interface Opening extends Serializable {

    Neighbours open(String yaml);

    /** The real ones. */
    static Neighbours production(String yaml) {
        return new Neighbours(Configurations.parse(yaml));
    }
}
