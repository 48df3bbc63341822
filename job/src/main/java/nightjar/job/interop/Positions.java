// SPDX-License-Identifier: Apache-2.0
package nightjar.job.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Path;
import nightjar.imaging.Unusable;
import nightjar.imaging.fits.FitsReader;
import nightjar.imaging.fits.MemoryBudget;
import nightjar.imaging.sky.Wcs;

/**
 * Where nightjar's engine puts pixels on the sky and the sky on pixels. Reads {@code
 * [{"fits":file,"pixels":[[x,y]…],"sky":[[ra,dec]…]}…]} from standard input and writes {@code
 * [{"sky":…,"pixels":…}…]}: pixels 0-based, angles in degrees.
 */
public final class Positions {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Positions() {}

    public static void main(String[] args) throws IOException, Unusable {
        System.out.println(answers(JSON.readTree(System.in)));
    }

    static JsonNode answers(JsonNode questions) throws Unusable {
        var answers = JSON.createArrayNode();
        for (var question : questions) {
            answers.add(answer(question));
        }
        return answers;
    }

    private static JsonNode answer(JsonNode question) throws Unusable {
        var file = Path.of(question.path("fits").asText());
        var image = FitsReader.read(file, MemoryBudget.ofHeap());
        var wcs = Wcs.of(image.header(), file.toString());
        var answer = JSON.createObjectNode();
        ArrayNode sky = answer.putArray("sky");
        for (var pixel : question.path("pixels")) {
            var place = wcs.toSky(pixel.path(0).asDouble(), pixel.path(1).asDouble());
            sky.addArray().add(place.raDeg()).add(place.decDeg());
        }
        ArrayNode pixels = answer.putArray("pixels");
        for (var place : question.path("sky")) {
            var pixel = wcs.toPixel(place.path(0).asDouble(), place.path(1).asDouble());
            pixels.addArray().add(pixel[0]).add(pixel[1]);
        }
        return answer;
    }
}
