// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.sattle;

/** A vector in space; x to the vernal equinox, z to the north pole. */
record Vector(double x, double y, double z) {

    Vector plus(Vector o) {
        return new Vector(x + o.x, y + o.y, z + o.z);
    }

    Vector times(double f) {
        return new Vector(x * f, y * f, z * f);
    }

    double dot(Vector o) {
        return x * o.x + y * o.y + z * o.z;
    }

    Vector cross(Vector o) {
        return new Vector(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
    }

    double length() {
        return Math.sqrt(dot(this));
    }

    Vector unit() {
        return times(1 / length());
    }

    /** Exact for small angles, too, where acos is not. */
    double angleDeg(Vector o) {
        return Math.toDegrees(Math.atan2(cross(o).length(), dot(o)));
    }
}
