// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.products;

import java.util.ArrayList;
import java.util.List;
import nightjar.model.Stored;
import nightjar.model.VisitDetector;
import nightjar.model.port.Apdb;
import nightjar.model.port.Plans;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** A plan's record types: what comes before its rows, and one alert after them. */
final class PlanHeader {

    /** Plans of before have none. */
    private static final String WITHOUT = "without";

    private static final String ORDER_GIVEN_UP = "orderGivenUp";

    static final Schema ALERT =
            SchemaBuilder.record("alert")
                    .namespace("nightjar")
                    .fields()
                    .requiredLong("diaSourceId")
                    .requiredBytes("packed")
                    .endRecord();

    private static final Schema EXPORT =
            SchemaBuilder.record("export")
                    .namespace("nightjar")
                    .fields()
                    .requiredString("product")
                    .requiredString("sha256")
                    .requiredLong("bytes")
                    .requiredString("entry")
                    .requiredString("uri")
                    .endRecord();

    static final Schema SCHEMA =
            SchemaBuilder.record("plan")
                    .namespace("nightjar")
                    .fields()
                    .requiredString("instrument")
                    .requiredString("group")
                    .requiredInt("detector")
                    .requiredLong("visit")
                    .requiredDouble("storeTimeMjdTai")
                    .requiredString("priorSha256")
                    .requiredString("butlerRecord")
                    .name("exports")
                    .type(Schema.createArray(EXPORT))
                    .noDefault()
                    .requiredLong("readoutEndMillis")
                    .requiredLong("arrivedMillis")
                    .name(WITHOUT)
                    .type()
                    .stringType()
                    .stringDefault("")
                    .name(ORDER_GIVEN_UP)
                    .type()
                    .stringType()
                    .stringDefault("")
                    .endRecord();

    private PlanHeader() {}

    static GenericRecord record(Plans.Plan plan) {
        var header = new GenericData.Record(SCHEMA);
        header.put("instrument", plan.key().instrument());
        header.put("group", plan.key().group());
        header.put("detector", plan.rows().detector());
        header.put("visit", plan.rows().visit());
        header.put("storeTimeMjdTai", plan.rows().storeTimeMjdTai());
        header.put("priorSha256", plan.priorSha256());
        header.put("butlerRecord", plan.butlerRecord());
        header.put("exports", plan.exports().stream().map(PlanHeader::export).toList());
        header.put("readoutEndMillis", plan.readoutEndMillis());
        header.put("arrivedMillis", plan.arrivedMillis());
        header.put(WITHOUT, plan.without());
        header.put(ORDER_GIVEN_UP, plan.orderGivenUp());
        return header;
    }

    static Plans.Plan plan(GenericRecord header, Apdb.Rows rows) {
        var exports = new ArrayList<Plans.Export>();
        for (var export : (List<?>) header.get("exports")) {
            exports.add(export((GenericRecord) export));
        }
        return new Plans.Plan(
                new VisitDetector(
                        text(header, "instrument"), text(header, "group"), rows.detector()),
                rows,
                text(header, "priorSha256"),
                text(header, "butlerRecord"),
                exports,
                (Long) header.get("readoutEndMillis"),
                (Long) header.get("arrivedMillis"),
                textOrNone(header, WITHOUT),
                textOrNone(header, ORDER_GIVEN_UP));
    }

    private static GenericRecord export(Plans.Export export) {
        var record = new GenericData.Record(EXPORT);
        record.put("product", export.product().uri());
        record.put("sha256", export.product().sha256());
        record.put("bytes", export.product().bytes());
        record.put("entry", export.entry());
        record.put("uri", export.uri());
        return record;
    }

    private static Plans.Export export(GenericRecord record) {
        var product =
                new Stored(
                        text(record, "product"),
                        text(record, "sha256"),
                        (Long) record.get("bytes"));
        return new Plans.Export(product, text(record, "entry"), text(record, "uri"));
    }

    private static String textOrNone(GenericRecord record, String field) {
        return record.hasField(field) ? text(record, field) : "";
    }

    private static String text(GenericRecord record, String field) {
        return record.get(field).toString();
    }
}
