// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import nightjar.connectors.alerts.AlertSchema;
import nightjar.model.catalog.Columns;
import nightjar.model.catalog.Layout;
import nightjar.model.port.Alerts;
import nightjar.model.port.Products;
import org.apache.avro.Schema;

/**
 * Alerts to pack: every column of the schema filled, differently in each.
 *
 * @param name for the table
 * @param sources earlier DIASources of each alert's object
 * @param forced forced photometry of each alert's object
 * @param cutoutBytes size of the difference's and the science image's cutout
 * @param templateBytes size of the template's cutout
 */
record AlertLoad(String name, int sources, int forced, int cutoutBytes, int templateBytes) {

    /** What plans count with (DMTN-102): 82 kB, 27 kB of them history, 18 kB a cutout. */
    static final AlertLoad AS_PLANNED = new AlertLoad("as planned", 50, 70, 18_000, 18_000);

    /** Cutouts as real packets have them, each with the PSF's image; no history. */
    static final AlertLoad AS_SEEN = new AlertLoad("as seen, new", 0, 0, 34_560, 69_120);

    private static final long SEED = 20261120;
    private static final long FIRST_ID = 170_032_882_292_621_441L;

    /** So many alerts, each of an object of its own. */
    List<Alerts.Content> contents(int count) {
        var random = new Random(SEED);
        var source = new Table("diaSource", random);
        var forcedSource = new Table("diaForcedSource", random);
        var object = new Table("diaObject", random);
        var contents = new ArrayList<Alerts.Content>();
        for (int i = 0; i < count; i++) {
            contents.add(
                    new Alerts.Content(
                            source.row(),
                            object.row(),
                            source.rows(sources),
                            forcedSource.rows(forced),
                            cutouts(random)));
        }
        return contents;
    }

    private Products.Cutouts cutouts(Random random) {
        var difference = new byte[cutoutBytes];
        var science = new byte[cutoutBytes];
        var template = new byte[templateBytes];
        List.of(difference, science, template).forEach(random::nextBytes);
        return new Products.Cutouts(difference, science, template);
    }

    /** Rows of one table, which share their names as rows that were read do. */
    private static final class Table {
        private final Map<String, Schema.Type> types = new TreeMap<>();
        private final Layout layout;
        private final Random random;
        private long id = FIRST_ID;

        Table(String record, Random random) {
            this.random = random;
            for (var field : record(record).getFields()) {
                types.put(field.name(), value(field.schema()).getType());
            }
            layout = Layout.of(types.keySet());
        }

        private static Schema record(String name) {
            var schema = value(AlertSchema.avro().getField(field(name)).schema());
            return schema.getType() == Schema.Type.ARRAY ? schema.getElementType() : schema;
        }

        private static String field(String record) {
            return record.equals("diaForcedSource") ? "prvDiaForcedSources" : record;
        }

        private static Schema value(Schema schema) {
            return schema.isUnion() ? schema.getTypes().get(1) : schema;
        }

        List<Columns> rows(int count) {
            return IntStream.range(0, count).mapToObj(i -> row()).toList();
        }

        Columns row() {
            id++;
            var values = new TreeMap<String, Object>();
            types.forEach((name, type) -> values.put(name, any(type)));
            return layout.row(values);
        }

        private Object any(Schema.Type type) {
            return switch (type) {
                case LONG -> id;
                case INT -> random.nextInt(1000);
                case DOUBLE -> random.nextGaussian();
                case FLOAT -> (float) random.nextGaussian();
                case BOOLEAN -> random.nextBoolean();
                default -> "r";
            };
        }
    }
}
