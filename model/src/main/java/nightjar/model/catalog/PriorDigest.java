// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names a prior sky by what is in it: the same rows in the same order, the same digest. */
final class PriorDigest {

    private final MessageDigest sha256;
    private final DataOutputStream out;

    private PriorDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        out = new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), sha256));
    }

    /** SHA-256, hexadecimal. */
    static String of(Prior prior) {
        try {
            var digest = new PriorDigest();
            digest.table(prior.objects().stream().map(DiaObject::columns).toList());
            digest.table(prior.sources().stream().map(DiaSource::columns).toList());
            digest.table(prior.forced().stream().map(DiaForcedSource::columns).toList());
            return HexFormat.of().formatHex(digest.sha256.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is written anywhere", e);
        }
    }

    private void table(List<Columns> rows) throws IOException {
        out.writeInt(rows.size());
        for (var row : rows) {
            for (var column : row.values().entrySet()) {
                out.writeUTF(column.getKey());
                value(column.getValue());
            }
            out.writeUTF("");
        }
    }

    /** Tagged with its type: 1 and 1.0 are not the same column. */
    private void value(Object value) throws IOException {
        if (value instanceof Double number) {
            out.writeByte('d');
            out.writeDouble(number);
        } else if (value instanceof Float number) {
            out.writeByte('f');
            out.writeFloat(number);
        } else if (value instanceof Long number) {
            out.writeByte('l');
            out.writeLong(number);
        } else if (value instanceof Integer number) {
            out.writeByte('i');
            out.writeInt(number);
        } else if (value instanceof Boolean flag) {
            out.writeByte('b');
            out.writeBoolean(flag);
        } else {
            out.writeByte('t');
            out.writeUTF(value.toString());
        }
    }
}
