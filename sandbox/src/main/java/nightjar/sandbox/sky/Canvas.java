// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.sky;

/** What the pixels collect on average: electrons, row by row, before any noise. */
public final class Canvas {
    private final int width;
    private final int height;
    private final float[] electrons;

    public Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        electrons = new float[width * height];
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The pixels themselves, row by row: index = y * width + x. */
    public float[] electrons() {
        return electrons;
    }

    /** Adds a smooth sky: a level in electrons with relative slopes per full width and height. */
    public void addSky(double level, double slopeX, double slopeY) {
        for (int y = 0; y < height; y++) {
            double row = level * (1 + slopeY * ((double) y / height - 0.5));
            float first = (float) (row - level * slopeX / 2);
            float step = (float) (level * slopeX / width);
            int at = y * width;
            for (int x = 0; x < width; x++) {
                electrons[at + x] += first + step * x;
            }
        }
    }

    /** Adds a point source of this many electrons, out to {@code reach} px from its centre. */
    public void addPoint(PixelPoint at, double flux, Moffat psf, int reach) {
        int x0 = Math.max(0, (int) Math.ceil(at.x() - reach));
        int x1 = Math.min(width - 1, (int) Math.floor(at.x() + reach));
        int y0 = Math.max(0, (int) Math.ceil(at.y() - reach));
        int y1 = Math.min(height - 1, (int) Math.floor(at.y() + reach));
        if (x0 > x1) {
            return;
        }
        float[] dx = new float[x1 - x0 + 1];
        for (int i = 0; i < dx.length; i++) {
            dx[i] = (float) (x0 + i - at.x());
        }
        float scale = (float) (flux * psf.peak());
        for (int y = y0; y <= y1; y++) {
            float dy = (float) (y - at.y());
            addRow(y * width + x0, dx, scale, psf.a(), 2 * psf.b() * dy, 1 + psf.c() * dy * dy);
        }
    }

    // The one hot loop; three plain arrays and no branch, so that the JIT makes vectors of it.
    private void addRow(int at, float[] dx, float scale, float a, float b, float c) {
        for (int i = 0; i < dx.length; i++) {
            float d = dx[i];
            float u = c + d * (b + a * d);
            electrons[at + i] += scale / (u * u * u);
        }
    }

    /** Adds another canvas of the same size. */
    public void add(Canvas other) {
        for (int i = 0; i < electrons.length; i++) {
            electrons[i] += other.electrons[i];
        }
    }

    /**
     * Charge above the full well spills, half up and half down its column, into the next pixels
     * with room.
     */
    public void bleed(float fullWell) {
        float[] spill = new float[height];
        for (int x = 0; x < width; x++) {
            if (takeSpill(x, fullWell, spill)) {
                spread(x, fullWell, spill, 0, 1);
                spread(x, fullWell, spill, height - 1, -1);
            }
        }
    }

    private boolean takeSpill(int x, float fullWell, float[] spill) {
        boolean any = false;
        for (int y = 0; y < height; y++) {
            float excess = electrons[y * width + x] - fullWell;
            spill[y] = Math.max(0, excess) / 2;
            if (excess > 0) {
                electrons[y * width + x] = fullWell;
                any = true;
            }
        }
        return any;
    }

    private void spread(int x, float fullWell, float[] spill, int from, int step) {
        float carried = 0;
        for (int y = from; y >= 0 && y < height; y += step) {
            carried += spill[y];
            int at = y * width + x;
            float taken = Math.min(carried, fullWell - electrons[at]);
            electrons[at] += taken;
            carried -= taken;
        }
    }
}
