// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.nextvisit;

import java.io.Serializable;
import nightjar.model.Outcome;
import org.apache.avro.Schema;

/** Tells with which schema a message was written. */
@FunctionalInterface
public interface WriterSchemas {

    Outcome<Schema> byId(int id);

    /** Opens the schemas where the job runs. */
    @FunctionalInterface
    interface Door extends Serializable {
        WriterSchemas open();
    }
}
