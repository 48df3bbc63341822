// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.port.Catalogues;

final class FakeCatalogues implements Catalogues {

    private final Map<String, List<Table>> kept = new HashMap<>();

    @Override
    public Outcome<Stored> keep(List<Table> tables) {
        var digest = UUID.nameUUIDFromBytes(tables.toString().getBytes(UTF_8)).toString();
        kept.put(digest, List.copyOf(tables));
        return Outcome.done(new Stored("mem://" + digest, digest, tables.size()));
    }

    @Override
    public Outcome<List<Table>> read(Stored stored) {
        var tables = kept.get(stored.sha256());
        return tables == null
                ? Outcome.lost(Loss.failed("not found: " + stored.uri()))
                : Outcome.done(tables);
    }
}
