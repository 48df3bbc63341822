// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import nightjar.connectors.wire.Authorization;
import nightjar.connectors.wire.Trust;
import nightjar.model.Loss;
import nightjar.model.Outcome;

/**
 * Asks over HTTP/1.1, with a time-out that covers the whole answer (the JDK's own ends with the
 * headers, so that a trickling body would never time out) and a bound on the body's size. Redirects
 * are not followed: no neighbour of ours redirects, and a redirected PUT would lose its meaning.
 * Who wants to try what a neighbour might answer overrides {@link #ask}.
 */
public class Http {

    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final HttpClient client;
    private final Authorization authorization;

    /** Trusting whom Java trusts, and saying nothing of who we are. */
    public Http() {
        this(Trust.OF_JAVA, Authorization.NONE);
    }

    public Http(Trust trust, Authorization authorization) {
        this.authorization = authorization;
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT)
                        .sslContext(trust.context())
                        .build();
    }

    /**
     * The neighbour's answer, whatever its status; no answer in time, a dropped connection or a
     * body beyond {@code mostBytes} is TRANSIENT.
     */
    public Outcome<Answer> ask(
            String neighbour, HttpRequest request, Duration timeout, int mostBytes)
            throws InterruptedException {
        var coming = client.sendAsync(authorized(request), info -> new BoundedBody(mostBytes));
        try {
            var response = coming.get(timeout.toMillis(), MILLISECONDS);
            return Outcome.done(new Answer(response.statusCode(), response.body()));
        } catch (TimeoutException e) {
            return trouble(neighbour + " did not answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            // An odd answer leads the client to whatever: a length that is no number, for
            // instance, to a NumberFormatException.
            return trouble(neighbour + " cannot be asked: " + said(e));
        } finally {
            coming.cancel(true);
        }
    }

    private HttpRequest authorized(HttpRequest request) {
        var builder = HttpRequest.newBuilder(request, (name, value) -> true);
        return authorization
                .header()
                .map(value -> builder.header("Authorization", value).build())
                .orElse(request);
    }

    private static Outcome<Answer> trouble(String why) {
        return Outcome.lost(Loss.transientTrouble(why));
    }

    private static String said(ExecutionException asking) {
        var cause = Optional.ofNullable(asking.getCause()).orElse(asking);
        var message = cause.getMessage();
        var kind = cause.getClass().getSimpleName();
        return message == null ? kind : kind + ": " + message;
    }
}
