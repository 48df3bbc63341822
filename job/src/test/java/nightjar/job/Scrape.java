// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a JVM told Prometheus, a line for each sample. */
record Scrape(List<String> samples) {

    private static final Pattern SELECTOR = Pattern.compile("(flink_\\w+)(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|=)\"([^\"]*)\"");

    static Scrape of(int port) throws InterruptedException {
        try {
            var answer =
                    HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(
                                                    URI.create(
                                                            "http://localhost:"
                                                                    + port
                                                                    + "/metrics"))
                                            .build(),
                                    BodyHandlers.ofLines());
            return new Scrape(answer.body().filter(it -> !it.startsWith("#")).toList());
        } catch (IOException notYetUp) {
            return new Scrape(List.of());
        }
    }

    /** Names of samples, e.g. {@code flink_jobmanager_job_uptime}. */
    Set<String> names() {
        return samples.stream().map(it -> it.split("[{ ]", 2)[0]).collect(Collectors.toSet());
    }

    boolean has(String name) {
        return names().contains(name);
    }

    /** The selectors of a query that no sample meets. */
    List<String> unmet(String query) {
        var unmet = new ArrayList<String>();
        var selectors = SELECTOR.matcher(query);
        while (selectors.find()) {
            var name = selectors.group(1);
            var labels = selectors.group(2) == null ? "" : selectors.group(2);
            if (samples.stream().noneMatch(it -> meets(it, name, labels))) {
                unmet.add(selectors.group());
            }
        }
        return unmet;
    }

    private static boolean meets(String sample, String name, String labels) {
        if (!sample.startsWith(name + "{")) {
            return false;
        }
        var wanted = MATCHER.matcher(labels);
        while (wanted.find()) {
            var value =
                    wanted.group(2).equals("=") ? Pattern.quote(wanted.group(3)) : wanted.group(3);
            if (!Pattern.compile("[{,]" + wanted.group(1) + "=\"" + value + "\"")
                    .matcher(sample)
                    .find()) {
                return false;
            }
        }
        return true;
    }
}
