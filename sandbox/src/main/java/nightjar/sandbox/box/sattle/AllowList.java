// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.sattle;

import java.util.List;

/** Which sources no track explains. */
public final class AllowList {

    /** A source and its bounding box on the sky. */
    public record Source(long id, Region box) {}

    private AllowList() {}

    /** The ids of the sources whose boxes meet none of the tracks, in their order. */
    public static List<Long> allowed(List<Source> sources, List<Region> tracks) {
        return sources.stream()
                .filter(source -> tracks.stream().noneMatch(source.box()::intersects))
                .map(Source::id)
                .toList();
    }
}
