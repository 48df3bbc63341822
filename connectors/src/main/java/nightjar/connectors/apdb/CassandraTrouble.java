// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.metadata.Node;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What went wrong with Cassandra, in one line for a person. */
public final class CassandraTrouble {

    /** More nodes than this have nothing new to say. */
    private static final int MOST_NODES = 3;

    private static final int DEEPEST = 20;

    private CassandraTrouble() {}

    /** One line; names each node that was tried and what it said, up to three. */
    public static String line(DriverException trouble) {
        if (!(trouble instanceof AllNodesFailedException failed)) {
            return firstLine(trouble);
        }
        return failed.getAllErrors().isEmpty()
                ? "no node is up"
                : failed.getAllErrors().entrySet().stream()
                        .limit(MOST_NODES)
                        .map(CassandraTrouble::ofNode)
                        .distinct()
                        .collect(Collectors.joining("; "));
    }

    private static String ofNode(Map.Entry<Node, List<Throwable>> node) {
        return address(node.getKey())
                + ": "
                + node.getValue().stream()
                        .map(CassandraTrouble::cause)
                        .distinct()
                        .collect(Collectors.joining(", "));
    }

    /** As Java writes addresses, host/number:port, without what says nothing. */
    private static String address(Node node) {
        return node.getEndPoint().toString().replaceFirst("^/", "").replace("/<unresolved>", "");
    }

    private static String cause(Throwable error) {
        if (find(error, UnresolvedAddressException.class).isPresent()
                || find(error, UnknownHostException.class).isPresent()) {
            return "there is no host of that name";
        }
        if (find(error, ConnectException.class).isPresent()) {
            return "nobody listens there";
        }
        if (find(error, ClosedChannelException.class).isPresent()) {
            return "nobody listens there, or whoever does hung up";
        }
        return find(error, AuthenticationException.class)
                .map(CassandraTrouble::refusal)
                .orElseGet(() -> firstLine(deepest(error)));
    }

    /** The driver says twice which node it was. */
    private static String refusal(Throwable refused) {
        String told = String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
        if (told.contains("no authenticator configured")) {
            return "it asks for a log-in and none is configured: name a user and a password file";
        }
        int said = told.indexOf(": ");
        return "it lets nobody in so: "
                + (told.startsWith("Authentication error on") && said > 0
                        ? told.substring(said + 2)
                        : told);
    }

    private static Optional<Throwable> find(Throwable error, Class<? extends Throwable> kind) {
        return chain(error).filter(kind::isInstance).findFirst();
    }

    private static Throwable deepest(Throwable error) {
        return chain(error).reduce(error, (before, after) -> after);
    }

    private static Stream<Throwable> chain(Throwable error) {
        return Stream.iterate(error, it -> it != null, Throwable::getCause).limit(DEEPEST);
    }

    private static String firstLine(Throwable error) {
        String told =
                Objects.requireNonNullElse(error.getMessage(), "").lines().findFirst().orElse("");
        return error instanceof DriverException
                ? told
                : (error.getClass().getSimpleName() + " " + told).strip();
    }
}
