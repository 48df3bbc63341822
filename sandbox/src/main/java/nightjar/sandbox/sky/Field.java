// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.sky;

import java.util.List;

/** Everything that shines in the patch of sky around one pointing, satellites apart. */
public record Field(
        String name,
        SkyPoint pointing,
        List<Star> stars,
        List<Galaxy> galaxies,
        List<Changing> changing,
        List<Wanderer> wanderers) {
    public Field {
        stars = List.copyOf(stars);
        galaxies = List.copyOf(galaxies);
        changing = List.copyOf(changing);
        wanderers = List.copyOf(wanderers);
    }
}
