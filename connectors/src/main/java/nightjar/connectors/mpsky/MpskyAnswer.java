// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.mpsky;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.catalog.Columns;
import nightjar.model.ids.PackedDesignation;
import nightjar.model.ids.SsObjectId;
import nightjar.model.solar.KnownBodies;
import nightjar.model.solar.KnownBody;
import nightjar.model.solar.Trajectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What MPSky answers (mjuric/mpsky, core.py, ipc_write): two Arrow tensors, the bodies' ways
 * (coefficient, axis, body) and the observer's (coefficient, axis), then an Arrow stream of one
 * batch with a row for each body: name, ra, dec, tmin, tmax, perhaps Vmag, and the columns of
 * mpc_orbits. Ways are heliocentric, equatorial, in au; tmin and tmax are MJD TAI.
 */
final class MpskyAnswer {

    private static final Logger LOG = LoggerFactory.getLogger(MpskyAnswer.class);

    private static final String PACKED = "packed_primary_provisional_designation";
    private static final String UNPACKED = "unpacked_primary_provisional_designation";

    /** Columns of mpc_orbits that hold texts; what is text elsewhere is nothing we can tell. */
    private static final Set<String> TEXTS =
            Set.of("designation", PACKED, UNPACKED, "mpc_orb_jsonb");

    /** Columns that alerts hold in 32 bits. */
    private static final Set<String> WHOLE =
            Set.of("u_param", "nopp", "nobs_total", "nobs_total_sel");

    /** The longest, mpc_orb_jsonb, has some ten thousand characters. */
    private static final int LONGEST_TEXT = 1 << 18;

    /** Not of the orbit. */
    private static final Set<String> OWN = Set.of("name", "ra", "dec", "tmin", "tmax", "Vmag");

    private final DoubleTensor ways;
    private final DoubleTensor observer;
    private final ArrowTable table;

    private MpskyAnswer(DoubleTensor ways, DoubleTensor observer, ArrowTable table) {
        this.ways = ways;
        this.observer = observer;
        this.table = table;
    }

    /** Reads it; lost is what cannot be understood whole. */
    static Outcome<KnownBodies> read(byte[] body) {
        try {
            return Outcome.done(parse(body).bodies());
        } catch (NotUnderstood e) {
            return lost(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // Flatbuffers follow whatever offset was sent: any of several exceptions is the answer.
            return lost("its parts do not fit together");
        }
    }

    private static Outcome<KnownBodies> lost(String why) {
        return Outcome.lost(
                new Loss(
                        Ending.FAILED,
                        Cause.INVALID,
                        "MPSky's answer cannot be understood: " + why));
    }

    private static MpskyAnswer parse(byte[] body) throws NotUnderstood {
        var messages = new ArrowMessages(body);
        var ways = DoubleTensor.of(messages.next(), 3);
        var observer = DoubleTensor.of(messages.next(), 2);
        var table = ArrowTable.of(messages);
        if (ways.shape()[1] != 3 || observer.shape()[1] != 3) {
            throw new NotUnderstood("ways do not have three axes");
        }
        if (ways.shape()[2] != table.rows()) {
            throw new NotUnderstood(
                    "ways of %d bodies, names of %d".formatted(ways.shape()[2], table.rows()));
        }
        return new MpskyAnswer(ways, observer, table);
    }

    private KnownBodies bodies() throws NotUnderstood {
        if (table.rows() == 0) {
            return KnownBodies.NONE;
        }
        List<KnownBody> bodies = new ArrayList<>();
        var ids = new HashSet<Long>();
        for (int row = 0; row < table.rows(); row++) {
            body(row).filter(it -> ids.add(it.ssObjectId())).ifPresent(bodies::add);
        }
        if (bodies.size() < table.rows()) {
            LOG.warn(
                    "{} of MPSky's {} bodies have no designation of their own that becomes an id",
                    table.rows() - bodies.size(),
                    table.rows());
        }
        return new KnownBodies(end("tmin"), end("tmax"), way(observer), bodies);
    }

    private double end(String column) throws NotUnderstood {
        double end = table.number(column, 0);
        for (int row = 0; row < table.rows(); row++) {
            if (!Double.isFinite(end) || table.number(column, row) != end) {
                throw new NotUnderstood(column + " is not one and the same time for all bodies");
            }
        }
        return end;
    }

    private Optional<KnownBody> body(int row) {
        var name = table.text("name", row);
        var designation = table.text(UNPACKED, row);
        return id(row, name)
                .map(
                        id ->
                                new KnownBody(
                                        id,
                                        designation.isEmpty() ? name : designation,
                                        way(ways, row),
                                        table.number("Vmag", row),
                                        orbit(row)));
    }

    /** Of the packed designation, as lsst/pipe_tasks obj_id_to_ss_object_id: 7 or 8 characters. */
    private Optional<Long> id(int row, String name) {
        var told = table.text(PACKED, row);
        var packed = told.isEmpty() ? PackedDesignation.of(name).orElse(name) : told;
        return packed.matches("[!-~]{7,8}")
                ? Optional.of(SsObjectId.pack(packed))
                : Optional.empty();
    }

    private Columns orbit(int row) {
        var orbit = new HashMap<String, Object>();
        for (var column : table.columns().values()) {
            if (!OWN.contains(column.name()) && TEXTS.contains(column.name()) == column.isText()) {
                column.at(row)
                        .filter(value -> isTold(column.name(), value))
                        .ifPresent(value -> orbit.put(column.name(), value));
            }
        }
        return new Columns(orbit);
    }

    /** Whether an alert can tell it: brokers refuse what is too long, and numbers beyond theirs. */
    static boolean isTold(String name, Object value) {
        if (value instanceof String text) {
            return text.length() <= LONGEST_TEXT;
        }
        double number = ((Number) value).doubleValue();
        return WHOLE.contains(name)
                ? number >= Integer.MIN_VALUE && number <= Integer.MAX_VALUE
                : !Double.isNaN(number);
    }

    private static Trajectory way(DoubleTensor tensor, int... body) {
        return new Trajectory(
                series(tensor, 0, body), series(tensor, 1, body), series(tensor, 2, body));
    }

    private static double[] series(DoubleTensor tensor, int axis, int... body) {
        double[] series = new double[tensor.shape()[0]];
        for (int k = 0; k < series.length; k++) {
            series[k] = body.length == 0 ? tensor.at(k, axis) : tensor.at(k, axis, body[0]);
        }
        return series;
    }
}
