// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.ImageWorkers;

final class FakeWorkers implements ImageWorkers {

    final List<Request> requests = new ArrayList<>();
    final List<String> positions = new ArrayList<>();
    Optional<Loss> trouble = Optional.empty();
    String forced = "";
    Summary summary =
            new Summary(Double.NaN, Double.NaN, "", Sky.CORNERS, 2, List.of("F"), Map.of());

    @Override
    public Outcome<Summary> difference(Request request, Deadline deadline) {
        requests.add(request);
        request.snaps().forEach(FakeWorkers::requireThere);
        request.templates().forEach(FakeWorkers::requireThere);
        requireThere(request.work());
        return trouble.isPresent() ? Outcome.lost(trouble.get()) : Outcome.done(summary);
    }

    @Override
    public Outcome<Path> force(Path work, Path asked, Deadline deadline) {
        requireThere(work.resolve("difference.fits"));
        try {
            positions.addAll(Files.readAllLines(asked));
            return trouble.isPresent()
                    ? Outcome.lost(trouble.get())
                    : Outcome.done(Files.writeString(work.resolve("forced.csv"), forced));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {}

    private static void requireThere(Path path) {
        if (!Files.exists(path)) {
            throw new IllegalStateException("the worker was sent for " + path);
        }
    }
}
