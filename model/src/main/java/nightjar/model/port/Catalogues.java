// SPDX-License-Identifier: Apache-2.0
package nightjar.model.port;

import java.util.List;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.catalog.Columns;

/**
 * Tables of rows, kept as immutable objects between stages. A catalogue holds several tables, each
 * with a name; values keep their types.
 */
public interface Catalogues {

    /**
     * One named table.
     *
     * @param name for instance diaSources
     * @param rows in an order that means something
     */
    record Table(String name, List<Columns> rows) {
        public Table {
            rows = List.copyOf(rows);
        }
    }

    Outcome<Stored> keep(List<Table> tables);

    Outcome<List<Table>> read(Stored stored);
}
