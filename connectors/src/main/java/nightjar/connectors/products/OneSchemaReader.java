// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.products;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nightjar.connectors.avro.BoundedDecoder;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.jspecify.annotations.Nullable;

/**
 * Reads with one schema object for all files that say the same. Avro keeps what it works out for
 * each schema object for ever (its weak keys are held by their own values), and every file brings a
 * new one: some kilobytes a file would never be given back.
 */
final class OneSchemaReader extends GenericDatumReader<GenericRecord> {

    /** There are as many as versions of nightjar wrote; the rest are damaged. */
    private static final int MOST = 100;

    private static final Map<Schema, Schema> KNOWN = new ConcurrentHashMap<>();

    private final int mostBytes;

    /**
     * @param fileBytes nothing in a file is longer, or counts more, than it has bytes
     */
    OneSchemaReader(long fileBytes) {
        mostBytes = (int) Math.min(fileBytes, Integer.MAX_VALUE);
    }

    @Override
    public GenericRecord read(@Nullable GenericRecord reuse, Decoder in) throws IOException {
        return super.read(
                reuse,
                in instanceof BinaryDecoder binary ? new BoundedDecoder(binary, mostBytes) : in);
    }

    @Override
    public void setSchema(Schema actual) {
        boolean isNew = KNOWN.size() < MOST && KNOWN.putIfAbsent(actual, actual) == null;
        super.setSchema(isNew ? actual : KNOWN.getOrDefault(actual, actual));
    }
}
