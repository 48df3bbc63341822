// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.catalogues;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nightjar.model.catalog.Columns;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/**
 * A flat table as a Parquet file: one row group, one page a column, values as they are and not
 * compressed. A catalogue of a detector is some hundred kilobytes.
 */
final class ParquetFile {

    private static final byte[] MAGIC = "PAR1".getBytes(US_ASCII);
    private static final List<Encoding> ENCODINGS = List.of(Encoding.PLAIN, Encoding.RLE);

    private final List<ParquetColumn> columns;
    private final List<Columns> rows;
    private final List<ColumnChunk> chunks = new ArrayList<>();
    private long offset = MAGIC.length;

    private ParquetFile(List<ParquetColumn> columns, List<Columns> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * @param about what the file tells of itself
     */
    static void write(
            List<ParquetColumn> columns, List<Columns> rows, Map<String, String> about, Path to)
            throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(to))) {
            new ParquetFile(columns, rows).write(about, out);
        }
    }

    private void write(Map<String, String> about, OutputStream out) throws IOException {
        out.write(MAGIC);
        if (!rows.isEmpty()) {
            for (var column : columns) {
                chunk(column, out);
            }
        }
        var footer = new ByteArrayOutputStream();
        Util.writeFileMetaData(metadata(about), footer);
        footer.writeTo(out);
        out.write(
                ByteBuffer.allocate(Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(footer.size())
                        .array());
        out.write(MAGIC);
    }

    private void chunk(ParquetColumn column, OutputStream out) throws IOException {
        var page = column.page(rows);
        var header = new PageHeader(PageType.DATA_PAGE, page.length, page.length);
        header.setData_page_header(
                new DataPageHeader(rows.size(), Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
        var head = new ByteArrayOutputStream();
        Util.writePageHeader(header, head);
        head.writeTo(out);
        out.write(page);
        long bytes = (long) head.size() + page.length;
        var chunk = new ColumnChunk(offset);
        chunk.setMeta_data(
                new ColumnMetaData(
                        column.type(),
                        ENCODINGS,
                        List.of(column.name()),
                        CompressionCodec.UNCOMPRESSED,
                        rows.size(),
                        bytes,
                        bytes,
                        offset));
        chunks.add(chunk);
        offset += bytes;
    }

    private FileMetaData metadata(Map<String, String> about) {
        var schema = new ArrayList<SchemaElement>();
        var root = new SchemaElement("schema");
        root.setNum_children(columns.size());
        schema.add(root);
        columns.forEach(column -> schema.add(column.schema()));
        var groups =
                rows.isEmpty()
                        ? List.<RowGroup>of()
                        : List.of(new RowGroup(chunks, offset - MAGIC.length, rows.size()));
        var metadata = new FileMetaData(1, schema, rows.size(), groups);
        metadata.setCreated_by("nightjar");
        new TreeMap<>(about)
                .forEach(
                        (key, value) -> {
                            var pair = new KeyValue(key);
                            pair.setValue(value);
                            metadata.addToKey_value_metadata(pair);
                        });
        return metadata;
    }
}
