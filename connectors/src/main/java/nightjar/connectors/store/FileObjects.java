// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.store;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import nightjar.model.Outcome;

/** Objects that are files of a local or shared folder: file:///… */
public final class FileObjects implements SchemeObjects {

    private final boolean lasting;

    /** Objects that outlive a power cut. */
    public FileObjects() {
        this(true);
    }

    /**
     * @param lasting whether a put waits until the disk has the bytes; a bench whose store stands
     *     for S3 need not
     */
    public FileObjects(boolean lasting) {
        this.lasting = lasting;
    }

    @Override
    public Outcome<Stat> stat(String uri) {
        return path(uri).then(file -> statOf(uri, file));
    }

    private static Outcome<Stat> statOf(String uri, Path file) {
        try {
            var bytes = Files.size(file);
            if (Files.isDirectory(file)) {
                return Losses.notFound(uri);
            }
            var changed = Files.getLastModifiedTime(file).toMillis();
            return Outcome.done(new Stat(bytes, bytes + "-" + changed));
        } catch (IOException e) {
            return Losses.of("stat", uri, e);
        }
    }

    @Override
    public Outcome<byte[]> get(String uri) {
        return head(uri, Integer.MAX_VALUE);
    }

    @Override
    public Outcome<byte[]> head(String uri, int bytes) {
        return path(uri)
                .then(
                        file -> {
                            try (var in = Files.newInputStream(file)) {
                                return Outcome.done(in.readNBytes(bytes));
                            } catch (IOException e) {
                                return Losses.of("read", uri, e);
                            }
                        });
    }

    @Override
    public Outcome<Path> fetch(String uri, Path to) {
        return path(uri)
                .then(
                        file -> {
                            try {
                                WholeFile.write(to, out -> Files.copy(file, out), false);
                                return Outcome.done(to);
                            } catch (IOException e) {
                                return Losses.of("fetch", uri, e);
                            }
                        });
    }

    @Override
    public Outcome<String> put(String uri, byte[] body) {
        return write(uri, out -> out.write(body));
    }

    @Override
    public Outcome<String> putFile(String uri, Path body) {
        return write(uri, out -> Files.copy(body, out));
    }

    private Outcome<String> write(String uri, WholeFile.Writing writing) {
        return path(uri)
                .then(
                        file -> {
                            try {
                                WholeFile.write(file, writing, lasting);
                                return Outcome.done(uri);
                            } catch (IOException e) {
                                return Losses.trouble("cannot write " + uri + ": " + e);
                            }
                        });
    }

    private static Outcome<Path> path(String uri) {
        try {
            return Outcome.done(Path.of(URI.create(uri)));
        } catch (IllegalArgumentException e) {
            return Losses.invalid(uri + " is no file URI: write file:///folder/name");
        }
    }
}
