// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.alerts;

import java.io.IOException;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.RestService;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/**
 * Puts the alert schema into a schema registry under the id that stands in every alert, as
 * upstream's sync job does (lsst/alert_packet, syncAllSchemasToRegistry): subject alert-packet in
 * mode IMPORT, version and id 1100. Unlike the sync job it deletes nothing. For sandboxes; a
 * production registry is filled by its own people.
 */
public final class AlertSchemas {

    public static final String SUBJECT = "alert-packet";

    private static final int TIMEOUT_MILLIS = 30_000;

    private AlertSchemas() {}

    /** Registers the schema; done as well when it is there already. The answer is its id. */
    public static Outcome<Integer> register(String registryUrl) {
        var rest = new RestService(registryUrl);
        rest.setHttpConnectTimeoutMs(TIMEOUT_MILLIS);
        rest.setHttpReadTimeoutMs(TIMEOUT_MILLIS);
        try {
            rest.setMode("IMPORT", SUBJECT, true);
            try {
                return Outcome.done(
                        rest.registerSchema(
                                AlertSchema.canonical(), SUBJECT, AlertSchema.ID, AlertSchema.ID));
            } finally {
                rest.setMode("READWRITE", SUBJECT);
            }
        } catch (IOException | RestClientException e) {
            return Outcome.lost(
                    Loss.transientTrouble(
                            "cannot put schema "
                                    + AlertSchema.ID
                                    + " into the schema registry "
                                    + registryUrl
                                    + ": "
                                    + e));
        }
    }
}
