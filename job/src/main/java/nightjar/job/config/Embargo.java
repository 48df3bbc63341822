// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The places that may hold sources that Sattle has not cleared, and those that others read: no
 * place of the first kind may be, hold, or lie in one of the second.
 *
 * @param embargoed key → URI
 * @param shared key → URI
 */
public record Embargo(Map<String, String> embargoed, Map<String, String> shared) {

    /** Of a configuration. */
    static void require(StoreConfig store, ButlerConfig butler, String geometry) {
        var embargoed = new LinkedHashMap<String, String>();
        embargoed.put("store.products", store.products());
        embargoed.put("store.plans", store.plans());
        embargoed.put("store.cache", store.cache());
        embargoed.put("store.scratch", store.scratch());
        new Embargo(embargoed, shared(store, butler, geometry)).require();
    }

    /**
     * Of Flink's own state, which holds what is between two stages: sources, before Sattle was
     * asked.
     *
     * @param state option → URI; what is empty is nowhere
     * @throws ConfigurationException naming the option and the key
     */
    public static void require(NightjarConfig config, Map<String, String> state) {
        var shared = shared(config.store(), config.butler(), config.instrument().geometry());
        new Embargo(state, shared).require();
    }

    /**
     * Exported datasets, templates and geometry are for others, too. The geometry is one file: it
     * may lie beside a place of ours, but not in it.
     */
    private static Map<String, String> shared(
            StoreConfig store, ButlerConfig butler, String geometry) {
        var shared = new LinkedHashMap<String, String>();
        shared.put("butler.root", butler.root());
        shared.put("store.raws", store.raws());
        shared.put("store.templates", folder(store.templates()));
        shared.put("instrument.geometry", geometry);
        return shared;
    }

    private static String folder(String uri) {
        return uri.substring(0, Math.max(0, uri.lastIndexOf('/')));
    }

    void require() {
        embargoed.forEach(
                (key, place) ->
                        shared.forEach(
                                (other, theirs) ->
                                        Check.that(
                                                !Place.of(place).overlaps(Place.of(theirs)),
                                                key,
                                                place,
                                                "it may hold sources that Sattle has not cleared, and %s is %s, which others read: give it a place apart"
                                                        .formatted(other, theirs))));
    }
}
