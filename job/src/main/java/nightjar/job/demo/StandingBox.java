// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightjar.connectors.store.S3Keys;
import nightjar.connectors.store.S3Settings;
import nightjar.connectors.store.StoreSettings;
import nightjar.connectors.store.Stores;
import nightjar.job.config.ConfigurationException;
import nightjar.job.config.Configurations;
import nightjar.job.config.NightjarConfig;
import nightjar.model.port.ObjectStore;
import nightjar.sandbox.box.StoreBox;

/**
 * An observatory that another process keeps up.
 *
 * @param folder its own
 * @param addresses of its neighbours, by their names
 * @param config of the job that it is meant for
 */
record StandingBox(Path folder, Map<String, String> addresses, NightjarConfig config) {

    /** In a box's folder; deleted with it. */
    private static final String BOX = "sandbox.json";

    private static final String CONFIG = "nightjar.yaml";
    private static final String NIGHTS = "nights";
    private static final Duration WHOLE_FILE = Duration.ofSeconds(60);
    private static final long CACHE_BYTES = 64L << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    StandingBox {
        addresses = Map.copyOf(addresses);
    }

    /**
     * Looks for it.
     *
     * @param folder empty: the one that started last
     * @throws ConfigurationException when there is none
     */
    static StandingBox found(Optional<Path> folder) throws IOException {
        for (var one : folder.map(List::of).orElseGet(StandingBox::folders)) {
            if (Files.isReadable(one.resolve(BOX)) && Files.isReadable(one.resolve(CONFIG))) {
                var box = JSON.readTree(one.resolve(BOX).toFile());
                if (isAlive(box)) {
                    return new StandingBox(
                            one,
                            JSON.convertValue(
                                    box.path("addresses"),
                                    JSON.getTypeFactory()
                                            .constructMapType(
                                                    Map.class, String.class, String.class)),
                            Configurations.load(one.resolve(CONFIG), Map.of()));
                }
            }
        }
        throw new ConfigurationException(
                "no sandbox runs here: start one with ./nightjar sandbox up");
    }

    private static boolean isAlive(JsonNode box) {
        return ProcessHandle.of(box.path("pid").asLong())
                .filter(ProcessHandle::isAlive)
                .isPresent();
    }

    private static List<Path> folders() {
        try (var all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(it -> Files.isReadable(it.resolve(CONFIG)))
                    .sorted(Comparator.comparing(StandingBox::furnishedMillis).reversed())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static long furnishedMillis(Path folder) {
        return folder.resolve(CONFIG).toFile().lastModified();
    }

    /** Nights differ by their dates, or their exposures would have the same ids. */
    Instant nextNight() throws IOException {
        var file = folder.resolve(NIGHTS);
        long before = Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
        Files.writeString(file, Long.toString(before + 1));
        return Instant.now().plus(Duration.ofDays(before));
    }

    private String address(String name) {
        var address = addresses.get(name);
        if (address == null) {
            throw new ConfigurationException("the sandbox in " + folder + " has no " + name);
        }
        return address;
    }

    /** Its objects, as the telescope writes them. */
    ObjectStore store() {
        return Stores.open(
                new StoreSettings(
                        S3Settings.at(
                                        address("store"),
                                        S3Keys.ofWords(StoreBox.ACCESS_KEY, StoreBox.SECRET_KEY))
                                .within(WHOLE_FILE, WHOLE_FILE),
                        folder.resolve("telescope-cache").toString(),
                        CACHE_BYTES));
    }

    Telescope telescope(ObjectStore store) {
        var topics = config.topics();
        return new Telescope(
                new Telescope.Desk(
                        address("kafka"),
                        address("registry"),
                        address("presence"),
                        address("mpsky"),
                        topics.nextVisit(),
                        topics.nextVisitCanceled(),
                        DemoConfig.NOTIFICATIONS,
                        "raw"),
                store);
    }

    AlertReader alerts() {
        return new AlertReader(address("kafka"), config.topics().alerts(), address("registry"));
    }

    LedgerReader ledger() {
        return new LedgerReader(
                address("kafka"), config.topics().ledger(), config.topics().quarantine());
    }

    /** The file of the satellites in the sky. */
    Path satellites() {
        return folder.resolve("satellites.json");
    }
}
