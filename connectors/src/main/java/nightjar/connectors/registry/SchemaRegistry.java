// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.registry;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import org.apache.avro.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.RestService;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.SchemaString;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/**
 * Writers' schemas by id. An id means one schema for ever, so each is asked for once; the registry
 * may then be away as long as it likes.
 */
public final class SchemaRegistry {

    private static final int NOT_FOUND = 404;
    private static final int LONGEST = 300;

    private final RestService rest;
    private final RegistrySettings settings;
    private final Map<Integer, Schema> known = new ConcurrentHashMap<>();
    private final MissingIds missing;

    public SchemaRegistry(RegistrySettings settings) {
        this(settings, System::nanoTime);
    }

    SchemaRegistry(RegistrySettings settings, LongSupplier clockNanos) {
        this.settings = settings;
        missing = new MissingIds(clockNanos);
        rest = new RestService(settings.urls());
        rest.setHttpConnectTimeoutMs(Math.toIntExact(settings.connectTimeout().toMillis()));
        rest.setHttpReadTimeoutMs(Math.toIntExact(settings.readTimeout().toMillis()));
        rest.setSslSocketFactory(settings.trust().context().getSocketFactory());
    }

    /**
     * The schema with this id. TRANSIENT when no registry answers, or when it does not yet know the
     * id: a mirror lags behind what it mirrors. POISON when the id does not come, or is no
     * schema's.
     */
    public Outcome<Schema> byId(int id) {
        var schema = known.get(id);
        return schema == null ? ask(id) : Outcome.done(schema);
    }

    private Outcome<Schema> known(int id, Schema schema) {
        known.put(id, schema);
        return Outcome.done(schema);
    }

    /** Status 200 and no schema in it: a registry, or a proxy before it, that is not itself. */
    private Loss nothingSaid(int id) {
        return Loss.transientTrouble(
                "the schema registry "
                        + settings.urls()
                        + " answered about schema "
                        + id
                        + " without a schema");
    }

    private Outcome<Schema> ask(int id) {
        try {
            var who = settings.authorization().header();
            rest.setHttpHeaders(who.map(it -> Map.of("Authorization", it)).orElse(Map.of()));
            var text = Optional.ofNullable(rest.getId(id)).map(SchemaString::getSchemaString);
            return text.map(it -> parsed(id, it)).orElseGet(() -> Outcome.lost(nothingSaid(id)));
        } catch (RestClientException e) {
            return e.getStatus() == NOT_FOUND
                    ? Outcome.lost(absent(id))
                    : Outcome.lost(answered(id, String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return Outcome.lost(
                    Loss.transientTrouble(
                            "no schema registry of "
                                    + settings.urls()
                                    + " answered about schema "
                                    + id
                                    + ": "
                                    + e));
        }
    }

    private Outcome<Schema> parsed(int id, String text) {
        try {
            return known(id, new Schema.Parser().parse(text));
        } catch (RuntimeException | StackOverflowError e) {
            // Avro's parser throws whatever the wrong text leads it to, a null pointer for
            // instance.
            return poison(id, "is no Avro schema: " + shortened(String.valueOf(e.getMessage())));
        }
    }

    private Loss answered(int id, String what) {
        return Loss.transientTrouble(
                "the schema registry "
                        + settings.urls()
                        + " answered about schema "
                        + id
                        + ": "
                        + shortened(what));
    }

    /** An id that is not there may come; one that does not, or one of many, is nobody's. */
    private Loss absent(int id) {
        return missing.mayCome(id)
                ? answered(id, "it is not known (yet)")
                : loss(id, "is known to no registry of " + settings.urls());
    }

    private static <T> Outcome<T> poison(int id, String what) {
        return Outcome.lost(loss(id, what));
    }

    private static Loss loss(int id, String what) {
        return new Loss(Ending.REJECTED, Cause.POISON, "schema " + id + " " + what);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
