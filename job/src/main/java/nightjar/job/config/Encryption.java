// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plain text on the wire is a choice that is written down: who is spoken to without encryption must
 * be named, and who is named must be one of ours.
 */
final class Encryption {

    /**
     * A neighbour's wire.
     *
     * @param name as {@code security.plaintext} names it
     * @param key of the configuration that decides
     * @param value what it says
     * @param encrypted whether that is encrypted
     * @param remedy what to write instead
     */
    private record Wire(String name, String key, String value, boolean encrypted, String remedy) {}

    private Encryption() {}

    /**
     * @throws ConfigurationException for a neighbour that is spoken to in plain text and not named,
     *     and for a name that is none
     */
    static void check(NightjarConfig config) {
        var kafka = config.kafka();
        var wires = new ArrayList<Wire>();
        wires.add(kafka("summit", kafka.summit()));
        wires.add(kafka("notifications", kafka.notifications()));
        wires.add(kafka("alerts", kafka.alerts()));
        wires.add(kafka("butler", kafka.butler()));
        wires.add(kafka("own", kafka.own()));
        config.registry().urls().forEach(url -> wires.add(url("registry", "registry.urls", url)));
        wires.add(url("store", "store.s3.endpoint", config.store().s3().endpoint()));
        wires.add(url("presence", "presence.url", config.presence().url()));
        wires.add(url("sattle", "sattle.url", config.sattle().url()));
        wires.add(url("mpsky", "mpsky.url", config.mpsky().url()));
        wires.add(url("sasquatch", "sasquatch.url", config.sasquatch().url()));
        boolean tls = config.apdb().tls();
        wires.add(new Wire("apdb", "apdb.tls", String.valueOf(tls), tls, "set it true"));
        check(wires, Set.copyOf(config.security().plaintext()));
    }

    private static void check(List<Wire> wires, Set<String> plaintext) {
        var names = wires.stream().map(Wire::name).collect(Collectors.toSet());
        for (var name : plaintext) {
            Check.that(
                    names.contains(name),
                    "security.plaintext",
                    name,
                    "it names neighbours: " + String.join(", ", names.stream().sorted().toList()));
        }
        for (var wire : wires) {
            Check.that(
                    wire.encrypted() || plaintext.contains(wire.name()),
                    wire.key(),
                    wire.value(),
                    "that is not encrypted: %s, or name %s in security.plaintext"
                            .formatted(wire.remedy(), wire.name()));
        }
    }

    private static Wire kafka(String name, KafkaConfig.Cluster cluster) {
        var protocol =
                cluster.properties().getOrDefault("security.protocol", cluster.login().protocol());
        return new Wire(
                "kafka." + name,
                "kafka." + name + ".login.protocol",
                protocol,
                protocol.endsWith("SSL"),
                "use SASL_SSL or SSL");
    }

    /** Nobody is spoken to where there is no address; Amazon's own S3 is encrypted. */
    private static Wire url(String name, String key, String url) {
        var encrypted = !url.toLowerCase(Locale.ROOT).startsWith("http:");
        return new Wire(name, key, url, encrypted, "use https://");
    }
}
