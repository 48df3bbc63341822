// SPDX-License-Identifier: Apache-2.0
package nightjar.model.sky;

import java.util.List;

/** One of the six faces of the cube around the sphere, as mq3c numbers and orients them. */
record CubeFace(int number, UnitVector outward, UnitVector uAxis, UnitVector vAxis) {

    static final CubeFace SOUTH = new CubeFace(10, axis(0, 0, -1), axis(1, 0, 0), axis(0, 1, 0));
    static final CubeFace X = new CubeFace(11, axis(1, 0, 0), axis(0, 1, 0), axis(0, 0, 1));
    static final CubeFace Y = new CubeFace(12, axis(0, 1, 0), axis(0, 0, 1), axis(-1, 0, 0));
    static final CubeFace NORTH = new CubeFace(13, axis(0, 0, 1), axis(-1, 0, 0), axis(0, -1, 0));
    static final CubeFace MINUS_X =
            new CubeFace(14, axis(-1, 0, 0), axis(0, -1, 0), axis(0, 0, -1));
    static final CubeFace MINUS_Y = new CubeFace(15, axis(0, -1, 0), axis(0, 0, -1), axis(1, 0, 0));
    static final List<CubeFace> ALL = List.of(SOUTH, X, Y, NORTH, MINUS_X, MINUS_Y);

    /** The face's first coordinate of a direction that goes through it, in [-1, 1]. */
    double u(UnitVector p) {
        return p.dot(uAxis) / p.dot(outward);
    }

    double v(UnitVector p) {
        return p.dot(vAxis) / p.dot(outward);
    }

    UnitVector direction(double u, double v) {
        return outward.plus(uAxis.times(u)).plus(vAxis.times(v)).normalized();
    }

    /** Whether u to v turns left as seen from outside the sphere. */
    boolean rightHanded() {
        return uAxis.cross(vAxis).dot(outward) > 0;
    }

    /** The face that a direction goes through; which of two, on an edge, as sphgeom decides. */
    static CubeFace of(UnitVector p) {
        double x = p.x();
        double y = p.y();
        double z = p.z();
        if (x > y && x > -y && x > z && x > -z) {
            return X;
        }
        if (x <= y && x <= -y && x <= z && x <= -z) {
            return MINUS_X;
        }
        if (x <= y && x > -y && y > z && y > -z) {
            return Y;
        }
        if (x > y && x <= -y && y <= z && y <= -z) {
            return MINUS_Y;
        }
        return z > 0 ? NORTH : SOUTH;
    }

    static CubeFace numbered(int number) {
        return ALL.get(number - SOUTH.number);
    }

    private static UnitVector axis(int x, int y, int z) {
        return new UnitVector(x, y, z);
    }
}
