// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.pipelines;

import java.io.StringReader;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nightjar.connectors.yaml.YamlTrouble;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.rule.PipelinesRule;
import nightjar.model.rule.PipelinesRule.Place;
import nightjar.model.rule.SkyArea;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads a pipelines configuration, a YAML list of nodes:
 *
 * <pre>
 * - survey: BLOCK-407            # exact; "" is a visit without a survey
 *   ra: {min: 270, max: 30}      # degrees, eastward from min to max
 *   dec: {min: -90, max: 5}      # degrees
 *   binary-map: ${MAPS}/mask.fits
 *   coord-type: detector         # or boresight: what must lie there
 *   pipelines: [ApPipe.yaml]     # in order of preference; null, None or [] run nothing
 * </pre>
 *
 * Only {@code pipelines} must be given. Mistakes are told with line and column.
 */
public final class PipelinesFile {

    private static final String KNOWN = "pipelines, survey, ra, dec, binary-map, coord-type";

    private final Surroundings surroundings;

    public PipelinesFile(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The rule; {@code Lost} INVALID with the place of the first mistake. */
    public Outcome<PipelinesRule> read(String yaml) {
        try {
            var root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
            if (root == null || Fields.isNull(root)) {
                return invalid("it is empty: at least one node is needed");
            }
            return Outcome.done(rule(root));
        } catch (YAMLException e) {
            return invalid("it is no YAML: " + YamlTrouble.in(e));
        } catch (NumberFormatException e) {
            return invalid("it is no YAML: an escape in quotes is not followed by its number");
        } catch (Wrong e) {
            return invalid(String.valueOf(e.getMessage()));
        }
    }

    private static Outcome<PipelinesRule> invalid(String why) {
        return Outcome.lost(
                new Loss(Ending.FAILED, Cause.INVALID, "the pipelines configuration: " + why));
    }

    private PipelinesRule rule(Node root) throws Wrong {
        if (!(root instanceof SequenceNode list)) {
            throw new Wrong(root, "it must be a list of nodes, each with its pipelines");
        }
        if (list.getValue().isEmpty()) {
            throw new Wrong(root, "the list is empty: at least one node is needed");
        }
        var nodes = new ArrayList<PipelinesRule.Node>();
        for (var each : list.getValue()) {
            nodes.add(node(Fields.of(each, "a node")));
        }
        return new PipelinesRule(nodes);
    }

    private PipelinesRule.Node node(Fields fields) throws Wrong {
        var pipelines =
                pipelines(fields.need("pipelines", "a list of files, or [] to run nothing"));
        var surveys = surveys(fields.take("survey"));
        var place = place(fields.take("coord-type"));
        var areas = areas(fields);
        fields.nothingElse(KNOWN);
        return new PipelinesRule.Node(surveys, place, areas, pipelines);
    }

    private static List<String> surveys(Optional<Node> node) throws Wrong {
        // null is upstream's way, too, to ask for no survey in particular
        return node.isEmpty() || Fields.isNull(node.get())
                ? List.of()
                : List.of(Fields.text(node.get(), "survey"));
    }

    private List<String> pipelines(Node node) throws Wrong {
        if (Fields.isNull(node)) {
            return List.of();
        }
        if (!(node instanceof SequenceNode list)) {
            if (Fields.text(node, "pipelines").equals("None")) {
                return List.of();
            }
            throw new Wrong(node, "pipelines must be a list, even of one file");
        }
        var files = new ArrayList<String>();
        var stems = new HashSet<String>();
        for (var each : list.getValue()) {
            var file = absolute(each);
            if (!stems.add(stem(file))) {
                throw new Wrong(
                        each,
                        "two pipelines of one node are called "
                                + stem(file)
                                + ", which is how their outputs are named");
            }
            files.add(file);
        }
        return files;
    }

    private String absolute(Node node) throws Wrong {
        try {
            return surroundings.absolute(Fields.text(node, "a pipeline's file"));
        } catch (InvalidPathException e) {
            throw new Wrong(node, "no path: " + e.getMessage());
        }
    }

    /**
     * The file's name up to its last dot, by which outputs go; a leading dot is part of the name.
     */
    public static String stem(String file) {
        var name = file.substring(file.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static Place place(Optional<Node> node) throws Wrong {
        if (node.isEmpty()) {
            return Place.DETECTOR;
        }
        return switch (Fields.text(node.get(), "coord-type").toLowerCase(Locale.ROOT)) {
            case "detector" -> Place.DETECTOR;
            case "boresight" -> Place.BORESIGHT;
            default -> throw new Wrong(node.get(), "coord-type must be detector or boresight");
        };
    }

    private List<SkyArea> areas(Fields fields) throws Wrong {
        var areas = new ArrayList<SkyArea>();
        var ra = fields.take("ra");
        if (ra.isPresent()) {
            var ends = Ends.of(ra.get(), "ra");
            areas.add(new SkyArea.RaRange(ends.min(), ends.max()));
        }
        var dec = fields.take("dec");
        if (dec.isPresent()) {
            var ends = Ends.of(dec.get(), "dec");
            if (ends.min() >= ends.max()) {
                throw new Wrong(dec.get(), "dec: min must be less than max");
            }
            areas.add(new SkyArea.DecRange(ends.min(), ends.max()));
        }
        var map = fields.take("binary-map");
        if (map.isPresent()) {
            areas.add(new SkyArea.Masked(BinaryMaps.read(absolute(map.get()), map.get())));
        }
        return areas;
    }

    /** Two degrees. */
    private record Ends(double min, double max) {

        static Ends of(Node node, String what) throws Wrong {
            var fields = Fields.of(node, what);
            var min = fields.need("min", what + " needs min and max");
            var max = fields.need("max", what + " needs min and max");
            fields.nothingElse("min, max");
            return new Ends(Fields.number(min, what + ".min"), Fields.number(max, what + ".max"));
        }
    }
}
