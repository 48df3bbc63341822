// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.process;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The folders of jars that strangers' programs run with, apart from ours. */
public final class Libraries {

    /** The folder that holds {@code cassandra/} and {@code store/}, each with a {@code lib}. */
    public static final String LIBS_PROPERTY = "nightjar.sandbox.libs";

    /** The repository root. */
    public static final String ROOT_PROPERTY = "nightjar.root";

    private Libraries() {}

    /**
     * The class path of a stranger: ours first for {@code Leash}, then its jars.
     *
     * @param name {@code cassandra} or {@code store}
     */
    public static String classPathOf(String name) throws IOException {
        Path lib = find(name);
        return ownCode() + File.pathSeparator + lib + File.separator + "*";
    }

    /** The class path of this very JVM, absolute, for the children whose code is ours. */
    public static String ownClassPath() {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path find(String name) throws IOException {
        List<Path> places = places(name);
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                return place;
            }
        }
        throw new IOException(
                "the jars of the sandbox's "
                        + name
                        + " are not laid out: run ./mvnw -pl sandbox/"
                        + name
                        + " package (looked in "
                        + places
                        + ")");
    }

    private static List<Path> places(String name) {
        List<Path> sandboxes = new ArrayList<>();
        property(LIBS_PROPERTY).ifPresent(sandboxes::add);
        property(ROOT_PROPERTY).map(root -> root.resolve("sandbox")).ifPresent(sandboxes::add);
        for (Path up = ownCode().getParent(); up != null; up = up.getParent()) {
            if (Files.isRegularFile(up.resolve("sandbox/pom.xml"))) {
                sandboxes.add(up.resolve("sandbox"));
            }
        }
        sandboxes.add(Path.of("sandbox").toAbsolutePath());
        List<Path> places = new ArrayList<>();
        for (Path sandbox : sandboxes) {
            places.add(sandbox.resolve(name).resolve("lib"));
            places.add(sandbox.resolve(name).resolve("target").resolve("lib"));
        }
        return places;
    }

    private static Optional<Path> property(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .filter(value -> !value.isBlank())
                .map(value -> Path.of(value).toAbsolutePath());
    }

    private static Path ownCode() {
        CodeSource source = Libraries.class.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("class path entry that is no file: " + source, e);
        }
    }
}
