// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import java.util.List;
import nightjar.sandbox.sky.Grid;
import nightjar.sandbox.sky.Injected;

/** One detector's pixels as read out, without the times that only the taking of it decides. */
final class RenderedImage {
    private final int detector;
    private final Grid grid;
    private final Picture picture;
    private final List<Injected> truth;

    RenderedImage(int detector, Grid grid, Picture picture, List<Injected> truth) {
        this.detector = detector;
        this.grid = grid;
        this.picture = picture;
        this.truth = List.copyOf(truth);
    }

    int detector() {
        return detector;
    }

    Grid grid() {
        return grid;
    }

    Picture picture() {
        return picture;
    }

    List<Injected> truth() {
        return truth;
    }
}
