// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.faults;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A request or an answer as it stands on the wire, so that what is signed stays as it was.
 *
 * @param start the first line
 * @param headers lines, in order
 * @param body the bytes that belong to it
 */
record Exchange(String start, List<String> headers, byte[] body) {

    /**
     * Reads one.
     *
     * @param bodiless whether no body follows whatever the headers say (an answer to HEAD)
     * @param untilEnd whether a body without length goes on until the connection ends
     */
    static Exchange read(InputStream in, boolean bodiless, boolean untilEnd) throws IOException {
        String start = line(in);
        List<String> headers = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            headers.add(line);
        }
        Exchange head = new Exchange(start, headers, new byte[0]);
        if (bodiless) {
            return head;
        }
        if (head.header("transfer-encoding").contains("chunked")) {
            return head.without("transfer-encoding").withLengthOf(chunks(in));
        }
        String length = head.header("content-length");
        if (!length.isEmpty()) {
            return head.withBody(in.readNBytes(Integer.parseInt(length)));
        }
        return untilEnd ? head.withBody(in.readAllBytes()) : head;
    }

    /** All chunks, put together (RFC 9112, section 7.1). */
    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int length = chunkLength(in);
        while (length > 0) {
            body.write(in.readNBytes(length));
            line(in);
            length = chunkLength(in);
        }
        while (!line(in).isEmpty()) {
            // a trailer
        }
        return body.toByteArray();
    }

    private static int chunkLength(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("no request");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** A header's value; empty when there is none. */
    String header(String name) {
        for (String line : headers) {
            if (isNamed(line, name)) {
                return line.substring(line.indexOf(':') + 1).strip();
            }
        }
        return "";
    }

    private static boolean isNamed(String line, String name) {
        return line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":");
    }

    String method() {
        return start.split(" ", -1)[0];
    }

    /** Path and query. */
    String path() {
        return start.split(" ", -1)[1];
    }

    Exchange withBody(byte[] other) {
        return new Exchange(start, headers, other);
    }

    Exchange withLengthOf(byte[] other) {
        return withBody(other).with("Content-Length", String.valueOf(other.length));
    }

    /** With this header, in the place of the one it had. */
    Exchange with(String name, String value) {
        List<String> changed = new ArrayList<>(headers);
        changed.removeIf(line -> isNamed(line, name));
        changed.add(name + ": " + value);
        return new Exchange(start, changed, body);
    }

    Exchange without(String name) {
        List<String> changed = new ArrayList<>(headers);
        changed.removeIf(line -> isNamed(line, name));
        return new Exchange(start, changed, body);
    }

    /** Writes it, with so much of its body. */
    void write(OutputStream out, int bodyBytes) throws IOException {
        String head = start + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(body, 0, bodyBytes);
        out.flush();
    }

    void write(OutputStream out) throws IOException {
        write(out, body.length);
    }
}
