// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.pixels;

/** A rectangle of float pixels, row by row; x runs fastest; the first pixel's centre is (0, 0). */
public final class Plane {
    private static final int BAND = 128;

    public final int width;
    public final int height;
    public final float[] pixels;

    public Plane(int width, int height) {
        this(width, height, new float[Math.multiplyExact(width, height)]);
    }

    public Plane(int width, int height, float[] pixels) {
        if (pixels.length != (long) width * height) {
            throw new IllegalArgumentException(
                    width + " x " + height + " but " + pixels.length + " pixels");
        }
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    public float at(int x, int y) {
        return pixels[y * width + x];
    }

    public void set(int x, int y, float value) {
        pixels[y * width + x] = value;
    }

    public boolean contains(int x, int y) {
        return x >= 0 && y >= 0 && x < width && y < height;
    }

    /** A plane of the same size, all zero. */
    public Plane like() {
        return new Plane(width, height);
    }

    public Plane copy() {
        return new Plane(width, height, pixels.clone());
    }

    /** Multiplies every pixel in place. */
    public Plane times(double factor) {
        float f = (float) factor;
        Bands.run(
                0,
                height,
                BAND,
                (from, to) -> {
                    for (int i = from * width; i < to * width; i++) {
                        pixels[i] *= f;
                    }
                });
        return this;
    }
}
