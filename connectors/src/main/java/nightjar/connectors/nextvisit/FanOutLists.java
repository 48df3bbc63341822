// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.nextvisit;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import nightjar.connectors.yaml.YamlTree;
import nightjar.connectors.yaml.YamlTrouble;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.rule.FanOutRule;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads the detector lists as next_visit_fan_out is deployed with them (lsst-sqre/phalanx): {@code
 * detectorConfig}, by instrument a mapping of detector to true or false, and {@code instruments},
 * the served ones. A list called INSTRUMENT-TEST-n is for announcements with salIndex n.
 */
public final class FanOutLists {

    private static final Pattern TEST = Pattern.compile("(.+)-TEST-(\\d{1,18})");

    /** Announcements of these instruments with this salIndex go to their ordinary list. */
    private static final Set<String> UPLOADED = Set.of("HSC", "LSSTCam-imSim");

    private static final long UPLOAD = 999;

    private FanOutLists() {}

    /**
     * @param values files' contents, as Helm lays them over one another: the chart's own first,
     *     then the site's
     */
    public static Outcome<FanOutRule> read(List<String> values) {
        try {
            Map<String, Object> all = Map.of();
            for (var each : values) {
                all = overlaid(all, mapping(YamlTree.of(yaml(), new StringReader(each))));
            }
            return Outcome.done(rule(all));
        } catch (YAMLException e) {
            return unreadable(YamlTrouble.in(e));
        } catch (IllegalArgumentException e) {
            return unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static Outcome<FanOutRule> unreadable(String reason) {
        var why = "the fan-out's detector lists cannot be read: " + reason;
        return Outcome.lost(new Loss(Ending.FAILED, Cause.INVALID, why));
    }

    private static Yaml yaml() {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(options));
    }

    private static FanOutRule rule(Map<String, Object> all) {
        var lists = new TreeMap<String, List<Integer>>();
        mapping(all.getOrDefault("detectorConfig", Map.of()))
                .forEach((name, list) -> lists.put(name, active(name, mapping(list))));
        var served = String.valueOf(all.getOrDefault("instruments", ""));
        var active = new HashMap<String, List<Integer>>();
        for (var instrument : Arrays.asList(served.strip().split("\\s+"))) {
            if (!instrument.isEmpty()) {
                active.put(instrument, listed(lists, instrument));
            }
        }
        var tests = new HashMap<String, Map<Long, List<Integer>>>();
        lists.forEach((name, list) -> addTest(name, list, tests));
        var cameras = new HashMap<String, FanOutRule.Camera>();
        for (var instrument : lists.keySet()) {
            var ordinary = active.getOrDefault(instrument, List.of());
            var special = tests.getOrDefault(instrument, Map.of());
            if (!ordinary.isEmpty() || !special.isEmpty()) {
                cameras.put(instrument, new FanOutRule.Camera(ordinary, special));
            }
        }
        return new FanOutRule(cameras);
    }

    private static List<Integer> listed(Map<String, List<Integer>> lists, String instrument) {
        var list = lists.get(instrument);
        if (list == null) {
            throw new IllegalArgumentException(instrument + " is served but has no detectorConfig");
        }
        return list;
    }

    private static void addTest(
            String name, List<Integer> list, Map<String, Map<Long, List<Integer>>> tests) {
        var test = TEST.matcher(name);
        if (test.matches()) {
            tests.computeIfAbsent(test.group(1), it -> new HashMap<>())
                    .put(Long.parseLong(test.group(2)), list);
        } else if (UPLOADED.contains(name)) {
            tests.computeIfAbsent(name, it -> new HashMap<>()).put(UPLOAD, list);
        }
    }

    private static List<Integer> active(String name, Map<String, Object> detectors) {
        var active = new ArrayList<Integer>();
        detectors.forEach(
                (detector, on) -> {
                    if (!(on instanceof Boolean isOn) || !detector.matches("\\d{1,6}")) {
                        throw new IllegalArgumentException(
                                name + ": " + detector + ": " + on + " (number: true or false)");
                    }
                    if (isOn) {
                        active.add(Integer.parseInt(detector));
                    }
                });
        return active;
    }

    /** Keys as text: YAML makes numbers of detectors. */
    private static Map<String, Object> mapping(Object node) {
        if (!(node instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("a mapping is expected, not " + beginning(node));
        }
        var mapping = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> mapping.put(String.valueOf(key), value == null ? "" : value));
        return mapping;
    }

    private static String beginning(Object node) {
        return String.valueOf(node).lines().findFirst().orElse("nothing");
    }

    private static Map<String, Object> overlaid(
            Map<String, Object> below, Map<String, Object> above) {
        var all = new LinkedHashMap<>(below);
        above.forEach(
                (key, value) -> {
                    boolean both =
                            value instanceof Map<?, ?> && below.get(key) instanceof Map<?, ?>;
                    all.put(
                            key,
                            both
                                    ? overlaid(
                                            mapping(below.getOrDefault(key, Map.of())),
                                            mapping(value))
                                    : value);
                });
        return all;
    }
}
