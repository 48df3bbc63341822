// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.mpsky;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightjar.model.sky.SkyPosition;
import nightjar.sandbox.box.web.Ask;
import nightjar.sandbox.box.web.Refused;
import nightjar.sandbox.box.web.Reply;

/**
 * A stand-in of MPSky (mjuric/mpsky): {@code GET /ephemerides/?t&ra&dec&radius&return_elements}
 * answers in its Arrow format which of the simulated asteroids are in the cone. The sandbox's sky
 * tells them by {@code POST /admin/asteroids {"asteroids": […]}}, which replaces those told before;
 * {@code POST /admin/up {"up": false}} makes it answer 500.
 */
public final class Mpsky {

    public static final String CONTENT_TYPE = "application/octet-stream";

    private volatile List<Asteroid> asteroids = List.of();
    private volatile boolean up = true;

    public Reply answer(Ask ask) {
        if (ask.is("POST", 2, "admin") && ask.at(1).equals("asteroids")) {
            return told(ask);
        }
        if (ask.is("POST", 2, "admin") && ask.at(1).equals("up")) {
            up = ask.json().path("up").asBoolean(true);
            return Reply.ok(Map.of("up", up));
        }
        if (ask.is("GET", 1, "ephemerides")) {
            return up ? ephemerides(ask) : new Reply(500, Map.of("message", "switched off"));
        }
        return new Reply(404, Map.of("detail", "Not Found"));
    }

    private Reply told(Ask ask) {
        try {
            var told = new ArrayList<Asteroid>();
            ask.json().path("asteroids").forEach(one -> told.add(Asteroid.of(one)));
            asteroids = List.copyOf(told);
            return Reply.ok(Map.of("asteroids", told.size()));
        } catch (IllegalArgumentException e) {
            return new Reply(400, Map.of("message", String.valueOf(e.getMessage())));
        }
    }

    private Reply ephemerides(Ask ask) {
        double t = number(ask, "t");
        var centre = new SkyPosition(number(ask, "ra"), number(ask, "dec"));
        double radius = number(ask, "radius") * 3600;
        // The nights of MPSky, which change at noon in Chile.
        double from = Math.floor(t - 4 / 24.0 - 0.5) + 4 / 24.0 + 0.5;
        var seen =
                nearest(t).stream()
                        .filter(it -> it.at(t).separationArcsec(centre) < radius)
                        .sorted(Comparator.comparing(Asteroid::designation))
                        .toList();
        boolean orbits = !ask.query().getOrDefault("return_elements", "none").equals("none");
        return Reply.ok(arrow(seen, t, from, orbits));
    }

    /** An asteroid is told of once for each visit; the telling nearest in time is the truest. */
    private List<Asteroid> nearest(double t) {
        return List.copyOf(
                asteroids.stream()
                        .collect(
                                Collectors.toMap(
                                        Asteroid::designation,
                                        Function.identity(),
                                        BinaryOperator.minBy(
                                                Comparator.comparingDouble(
                                                        it -> Math.abs(it.epochMjdTai() - t)))))
                        .values());
    }

    private static byte[] arrow(List<Asteroid> seen, double t, double from, boolean orbits) {
        var ways = new Ways(from);
        var writer = new ArrowWriter();
        writer.tensor(
                new int[] {Ways.COEFFICIENTS, 3, seen.size()},
                Stream.of(ways.of(seen))
                        .flatMap(Stream::of)
                        .flatMapToDouble(Arrays::stream)
                        .toArray());
        writer.tensor(
                new int[] {Ways.COEFFICIENTS, 3},
                Stream.of(ways.observer()).flatMapToDouble(Arrays::stream).toArray());
        var columns =
                Stream.of(
                        ArrowRows.texts("name", seen.stream().map(Asteroid::designation).toList()),
                        numbers("ra", seen, it -> it.at(t).raDeg()),
                        numbers("dec", seen, it -> it.at(t).decDeg()),
                        numbers("tmin", seen, it -> from),
                        numbers("tmax", seen, it -> from + 1),
                        numbers("Vmag", seen, Asteroid::vMag));
        writer.rows(
                seen.size(),
                Stream.concat(columns, orbits ? Orbits.of(seen) : Stream.empty()).toList());
        return writer.written();
    }

    private static ArrowRows numbers(
            String name, List<Asteroid> of, Function<Asteroid, Double> value) {
        return ArrowRows.numbers(name, of.stream().map(value).toList());
    }

    private static double number(Ask ask, String name) {
        try {
            return Double.parseDouble(ask.query().getOrDefault(name, ""));
        } catch (NumberFormatException e) {
            throw new Refused(new Reply(422, Map.of("detail", name + " is no number")));
        }
    }
}
