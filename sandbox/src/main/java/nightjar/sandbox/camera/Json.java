// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import nightjar.sandbox.sky.Asteroid;
import nightjar.sandbox.sky.Grid;
import nightjar.sandbox.sky.Injected;
import nightjar.sandbox.sky.SatelliteTrack;
import nightjar.sandbox.sky.SkyPoint;

/** The JSON files that the camera's site writes. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** {@code satellites.json}: what the Sattle stand-in reads. */
    public static String satellites(Collection<SatelliteTrack> tracks) {
        return of(tracks);
    }

    /** What the MPSky stand-in is told. */
    public static String asteroids(Collection<Asteroid> asteroids) {
        return of(Map.of("asteroids", asteroids));
    }

    /**
     * The truth as a list of flat objects; {@code trackArcsec} is left out where there is no track.
     */
    public static ArrayNode truth(Collection<Injected> rows) {
        ArrayNode all = MAPPER.createArrayNode();
        for (Injected row : rows) {
            ObjectNode node = all.addObject();
            node.put("kind", row.kind().word()).put("id", row.id());
            node.put("raDeg", row.raDeg()).put("decDeg", row.decDeg());
            node.put("visit", row.visit()).put("detector", row.detector());
            node.put("x", row.x()).put("y", row.y());
            node.put("fluxNJy", row.fluxNJy()).put("mag", row.mag());
            node.put("trueSnr", row.trueSnr()).put("maskedFraction", row.maskedFraction());
            node.put("onHost", row.onHost()).put("nearStar", row.nearStar());
            if (Double.isFinite(row.trackArcsec())) {
                node.put("trackArcsec", row.trackArcsec());
            }
            node.put("fate", row.fate().name());
        }
        return all;
    }

    static String of(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON of " + value.getClass(), e);
        }
    }

    static ObjectNode template(String key, String instrument, Grid grid) {
        ObjectNode entry = MAPPER.createObjectNode();
        entry.put("key", key);
        entry.put("instrument", instrument);
        entry.put("band", SandboxCam.BAND);
        ArrayNode corners = entry.putArray("corners");
        for (SkyPoint corner : grid.corners()) {
            corners.addArray().add(corner.raDeg()).add(corner.decDeg());
        }
        return entry;
    }

    static String templateIndex(Collection<ObjectNode> entries) {
        ObjectNode root = MAPPER.createObjectNode();
        root.putArray("templates").addAll(entries);
        return root.toString();
    }
}
