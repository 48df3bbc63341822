// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The places that may hold sources that Sattle has not cleared, and those that others read: no
 * place of the first kind may be, hold, or lie in one of the second.
 *
 * @param embargoed key → URI
 * @param shared key → URI
 */
record Embargo(Map<String, String> embargoed, Map<String, String> shared) {

    /**
     * Of a configuration: exported datasets, templates and geometry are for others, too. The
     * geometry is one file: it may lie beside a place of ours, but not in it.
     */
    static void require(StoreConfig store, ButlerConfig butler, String geometry) {
        var embargoed = new LinkedHashMap<String, String>();
        embargoed.put("store.products", store.products());
        embargoed.put("store.plans", store.plans());
        embargoed.put("store.cache", file(store.cache()));
        embargoed.put("store.scratch", file(store.scratch()));
        var shared = new LinkedHashMap<String, String>();
        shared.put("butler.root", butler.root());
        shared.put("store.raws", store.raws());
        shared.put("store.templates", folder(store.templates()));
        shared.put("instrument.geometry", geometry);
        new Embargo(embargoed, shared).require();
    }

    private static String file(String path) {
        return "file://" + path;
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
                                                !overlap(place, theirs),
                                                key,
                                                place,
                                                "it may hold sources that Sattle has not cleared, and %s is %s, which others read: give it a place apart"
                                                        .formatted(other, theirs))));
    }

    private static boolean overlap(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return false;
        }
        var a = normal(one);
        var b = normal(other);
        return a.startsWith(b) || b.startsWith(a);
    }

    /** With one slash at its end, so that {@code plans2} does not lie in {@code plans}. */
    private static String normal(String uri) {
        var parsed = URI.create(uri.replace(" ", "%20")).normalize();
        var host = parsed.getAuthority() == null ? "" : parsed.getAuthority();
        var path = parsed.getPath() == null ? "" : parsed.getPath();
        return (parsed.getScheme() + "://" + host + "/" + path + "/").replaceAll("(?<!:)/+", "/");
    }
}
