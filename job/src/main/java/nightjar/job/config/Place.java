// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import nightjar.connectors.store.S3Address;

/**
 * Where a URI leads, whatever it is called: what is written literally, what that says without dots
 * and escapes, and where a local folder really is behind its links. Some read an S3 key as it
 * stands and some as a path, so that each way counts.
 *
 * @param forms each with one slash at its end, so that {@code plans2} does not lie in {@code plans}
 */
record Place(Set<String> forms) {

    private static final Pattern S3 = Pattern.compile("(?i)s3[anp]?://(.*)");
    private static final Pattern FILE = Pattern.compile("(?i)file:(?://(?=/))?(.*)");
    private static final Pattern OTHER = Pattern.compile("(\\w[\\w+.-]*://[^/]*)(.*)");

    /** More links in a row are a circle. */
    private static final int MOST_LINKS = 40;

    /** Of s3://…, file:///…, or a local path, which may be relative; nowhere when it is empty. */
    static Place of(String uri) {
        if (uri.isBlank()) {
            return new Place(Set.of());
        }
        var s3 = S3.matcher(uri);
        if (s3.matches()) {
            var inside = S3Address.of("s3://" + s3.group(1) + "/in");
            return inside.fold(
                    at -> in("s3://" + at.bucket(), at.key().substring(0, at.key().length() - 2)),
                    loss -> in("s3://" + s3.group(1), ""));
        }
        var file = FILE.matcher(uri);
        if (file.matches()) {
            return local(decoded(file.group(1)));
        }
        var other = OTHER.matcher(uri);
        return other.matches() ? in(other.group(1), other.group(2)) : local(uri);
    }

    private static Place in(String owner, String path) {
        var forms = new LinkedHashSet<String>();
        forms.add(owner + closed(path));
        forms.add(owner + closed(Path.of("/" + decoded(path)).normalize().toString()));
        return new Place(forms);
    }

    private static Place local(String path) {
        var forms = new LinkedHashSet<String>();
        var whole = Path.of(path).toAbsolutePath();
        forms.add("file://" + closed(whole.normalize().toString()));
        forms.add("file://" + closed(real(whole, 0).toString()));
        return new Place(forms);
    }

    /** What is not there yet would be made in the deepest folder that is. */
    private static Path real(Path path, int links) {
        for (int names = path.getNameCount(); names > 0 && links < MOST_LINKS; names--) {
            var there = path.getRoot().resolve(path.subpath(0, names));
            var rest =
                    names == path.getNameCount()
                            ? Path.of("")
                            : path.subpath(names, path.getNameCount());
            try {
                return there.toRealPath().resolve(rest).normalize();
            } catch (IOException notThere) {
                if (Files.isSymbolicLink(there)) { // to what is not there yet
                    return real(target(there).resolve(rest), links + 1);
                }
            }
        }
        return path.normalize();
    }

    private static Path target(Path link) {
        try {
            return link.resolveSibling(Files.readSymbolicLink(link)).toAbsolutePath();
        } catch (IOException gone) {
            return link;
        }
    }

    /** As it stands when it cannot be decoded. */
    private static String decoded(String path) {
        try {
            var text = URI.create("file:///" + path.replace(" ", "%20")).getPath();
            return text == null || text.indexOf('\0') >= 0 ? path : text;
        } catch (IllegalArgumentException e) {
            return path;
        }
    }

    private static String closed(String path) {
        return ("/" + path + "/").replaceAll("/+", "/");
    }

    /** Whether one is, holds, or lies in the other. */
    boolean overlaps(Place other) {
        return forms.stream()
                .anyMatch(
                        a ->
                                other.forms.stream()
                                        .anyMatch(b -> a.startsWith(b) || b.startsWith(a)));
    }
}
