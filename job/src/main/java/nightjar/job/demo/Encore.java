// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import java.nio.file.Path;
import java.util.Map;
import nightjar.job.config.NightjarConfig;

/** What is done after a night, while its neighbours and the job are still up. */
@FunctionalInterface
public interface Encore {

    /**
     * Neighbours and job of a night that was played.
     *
     * @param folder temporary, gone with the night
     * @param addresses of the neighbours, by their names
     * @param config the job's own
     */
    record Site(Path folder, Map<String, String> addresses, NightjarConfig config) {
        public Site {
            addresses = Map.copyOf(addresses);
        }
    }

    /** The exit code: 0 when it went well. */
    int on(Site site) throws Exception;
}
