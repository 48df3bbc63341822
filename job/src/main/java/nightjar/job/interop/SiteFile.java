// SPDX-License-Identifier: Apache-2.0
package nightjar.job.interop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import nightjar.job.demo.Encore;

/** What the suite in Python is told of the night it finds: JSON, read by suite/site.py. */
final class SiteFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SiteFile() {}

    /**
     * The file's content.
     *
     * @param scratch a folder of the suite's own
     * @param data the neighbours' files; may be absent
     */
    static byte[] of(Encore.Site site, Path scratch, Path data) throws JsonProcessingException {
        var config = site.config();
        var told = JSON.createObjectNode();
        told.put("scratch", scratch.toString()).put("data", data.normalize().toString());
        kafka(told.putObject("kafka"), site);
        told.put("registry", config.registry().urls().get(0));
        var topics = told.putObject("topics");
        topics.put("alerts", config.topics().alerts())
                .put("butler", config.topics().butler())
                .put("ledger", config.topics().ledger())
                .put("nextVisit", config.topics().nextVisit())
                .put("notifications", "sandbox-notification-1");
        var s3 = config.store().s3();
        told.putObject("store")
                .put("endpoint", s3.endpoint())
                .put("access", s3.accessKey().read())
                .put("secret", s3.secretKey().read())
                .put("raws", config.store().raws())
                .put("butler", config.butler().root());
        told.putObject("cassandra")
                .put("address", config.apdb().contactPoints().get(0))
                .put("datacenter", config.apdb().datacenter())
                .put("keyspace", config.apdb().keyspace());
        var camera = config.instrument();
        told.putObject("instrument")
                .put("name", camera.name())
                .set("detectors", JSON.valueToTree(camera.detectors()));
        java().forEach(told.putArray("java")::add);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(told);
    }

    private static void kafka(ObjectNode kafka, Encore.Site site) {
        var login = site.config().kafka().alerts().login();
        kafka.put("plain", site.addresses().getOrDefault("kafka", ""))
                .put("login", site.addresses().getOrDefault("kafkaLogin", ""))
                .put("user", login.user())
                .put("password", login.passwordFile().read());
    }

    /** How a main class of ours is called, but for its name. */
    private static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dnightjar.root=" + System.getProperty("nightjar.root", "."),
                "-Dlog4j2.configurationFile=" + System.getProperty("log4j2.configurationFile", ""),
                "-Dnightjar.log=" + System.getProperty("nightjar.log", "") + ".clients",
                "-cp",
                System.getProperty("java.class.path"));
    }
}
