// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Orders for the stand-in's processes, handed over as files in a folder: {@code
 * <op>.<whom>.<unique>} holds one order's words, where {@code op} is difference or force, and
 * {@code whom} is {@code <visit>-<detector>} or {@code any}. An order is obeyed once, by whichever
 * process first renames its file to {@code obeyed.…}; one whose name ends in {@code always} is
 * obeyed each time.
 *
 * @param folder is there, and is the same for all processes
 */
public record Orders(Path folder) {

    private static final String ANY = "any";
    private static final String ALWAYS = "always";
    private static final String OBEYED = "obeyed.";

    /** At the next differences, whichever they are. */
    public void next(int times, Order order) {
        for (int i = 0; i < times; i++) {
            write("difference." + ANY + "." + unique(), order);
        }
    }

    /** At the next difference of this one. */
    public void once(long visit, int detector, Order order) {
        write("difference." + whom(visit, detector) + "." + unique(), order);
    }

    /** At each difference of this one, however often it is tried. */
    public void always(long visit, int detector, Order order) {
        write("difference." + whom(visit, detector) + "." + ALWAYS, order);
    }

    /** At each difference. */
    public void always(Order order) {
        write("difference." + ANY + "." + ALWAYS, order);
    }

    /** At the next forced photometry of this one. */
    public void onceAtForce(long visit, int detector, Order order) {
        write("force." + whom(visit, detector) + "." + unique(), order);
    }

    /** Takes back what has not been obeyed, and what is always obeyed. */
    public void clear() {
        for (Path order : files("")) {
            if (!name(order).startsWith(OBEYED)) {
                delete(order);
            }
        }
    }

    /** How many orders have been obeyed, those of always apart. */
    public int obeyed() {
        return files(OBEYED).size();
    }

    /** What is ordered for this request; the order is used up. */
    Order take(String op, long visit, int detector) {
        for (String whom : List.of(whom(visit, detector), ANY)) {
            for (Path file : files(op + "." + whom + ".")) {
                Optional<Order> order = obey(file);
                if (order.isPresent()) {
                    return order.get();
                }
            }
        }
        return Order.BEHAVE;
    }

    private Optional<Order> obey(Path file) {
        try {
            Path order = file;
            if (!name(file).endsWith(ALWAYS)) {
                order = Files.move(file, file.resolveSibling(OBEYED + name(file)));
            }
            return Optional.of(Order.parse(Files.readString(order)));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // another process was quicker
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, Order order) {
        try {
            Path made = folder.resolve("written." + unique());
            Files.writeString(made, order.text());
            // A process must never see half an order.
            Files.move(made, folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> files(String beginning) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(folder, file -> name(file).startsWith(beginning))) {
            files.forEach(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(null);
        return found;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String whom(long visit, int detector) {
        return visit + "-" + detector;
    }

    private static String unique() {
        return UUID.randomUUID().toString();
    }
}
