// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Packs of blobs, each once, by digest: 32 bytes of SHA-256, its length and its packed length as
 * big-endian int32, the deflated bytes; then the next. Only ever appended to.
 */
final class Blobs {

    private static final int DIGEST_BYTES = 32;
    private static final int HEADER_BYTES = DIGEST_BYTES + 2 * Integer.BYTES;

    private Blobs() {}

    /** Writes one pack. */
    static final class Writer implements AutoCloseable {
        private final DataOutputStream out;
        private final Set<String> kept = new HashSet<>();

        Writer(Path pack) throws IOException {
            out =
                    new DataOutputStream(
                            new BufferedOutputStream(
                                    Files.newOutputStream(pack, StandardOpenOption.CREATE_NEW)));
        }

        /** The digest of what is kept. */
        String keep(byte[] blob) throws IOException {
            var sha256 = Digests.of(blob);
            if (kept.add(sha256)) {
                var packed = deflated(blob);
                out.write(HexFormat.of().parseHex(sha256));
                out.writeInt(blob.length);
                out.writeInt(packed.length);
                out.write(packed);
            }
            return sha256;
        }

        private static byte[] deflated(byte[] blob) {
            var deflater = new Deflater(Deflater.BEST_SPEED);
            deflater.setInput(blob);
            deflater.finish();
            var room = new java.io.ByteArrayOutputStream(blob.length / 2 + 64);
            var some = new byte[8192];
            while (!deflater.finished()) {
                room.write(some, 0, deflater.deflate(some));
            }
            deflater.end();
            return room.toByteArray();
        }

        void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /** Reads some packs, in which blobs are found by digest. */
    static final class Reader implements AutoCloseable {
        private record Place(RandomAccessFile pack, long at, int bytes, int packed) {}

        private final Map<String, Place> places = new HashMap<>();
        private final Set<RandomAccessFile> packs = new HashSet<>();

        /** False when the pack's tail is torn off: what is before it counts. */
        boolean add(Path pack) throws IOException {
            var file = new RandomAccessFile(pack.toFile(), "r");
            packs.add(file);
            long size = file.length();
            long at = 0;
            try (var in =
                    new DataInputStream(new BufferedInputStream(Files.newInputStream(pack)))) {
                while (at < size) {
                    var sha256 = HexFormat.of().formatHex(in.readNBytes(DIGEST_BYTES));
                    var place = new Place(file, at + HEADER_BYTES, in.readInt(), in.readInt());
                    at = place.at() + place.packed();
                    if (place.packed() < 0 || place.bytes() < 0 || at > size) {
                        return false;
                    }
                    in.skipNBytes(place.packed());
                    places.putIfAbsent(sha256, place);
                }
                return true;
            } catch (EOFException e) {
                return false;
            }
        }

        int count() {
            return places.size();
        }

        boolean has(String sha256) {
            return places.containsKey(sha256);
        }

        /** Empty when it is not there, or not what was kept. */
        Optional<byte[]> find(String sha256) {
            var place = places.get(sha256);
            if (place == null) {
                return Optional.empty();
            }
            try {
                var packed = new byte[place.packed()];
                place.pack().seek(place.at());
                place.pack().readFully(packed);
                var blob = inflated(packed, place.bytes());
                return Optional.of(blob).filter(it -> Digests.of(it).equals(sha256));
            } catch (IOException | DataFormatException e) {
                return Optional.empty();
            }
        }

        private static byte[] inflated(byte[] packed, int bytes) throws DataFormatException {
            var inflater = new Inflater();
            try {
                inflater.setInput(packed);
                var blob = new byte[bytes];
                int at = 0;
                while (at < bytes) {
                    int some = inflater.inflate(blob, at, bytes - at);
                    if (some == 0) {
                        throw new DataFormatException("it ends early");
                    }
                    at += some;
                }
                return blob;
            } finally {
                inflater.end();
            }
        }

        @Override
        public void close() throws IOException {
            for (var pack : packs) {
                pack.close();
            }
        }
    }
}
