// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sattle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nightjar.connectors.http.Answer;
import nightjar.connectors.http.Breaker;
import nightjar.connectors.http.GuardedHttp;
import nightjar.connectors.http.Http;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.Sattle;

/**
 * Asks Sattle (lsst-dm/sattle) which sources are no satellites. Fails closed: whatever is not a
 * whole, understood answer is a loss, and a loss allows nothing. Never retries but for the one
 * registration of a forgotten visit; while Sattle fails, calls are kept away from it.
 *
 * <p>Reasons of losses never quote what Sattle wrote: it may name a source's position.
 */
public final class SattleClient implements Sattle {

    private final SattleCalls calls;
    private final SattleSettings settings;
    private final GuardedHttp http;

    public SattleClient(Http http, SattleSettings settings) {
        this(http, settings, new Breaker(settings.failures(), settings.rest(), System::nanoTime));
    }

    SattleClient(Http http, SattleSettings settings, Breaker breaker) {
        this.settings = settings;
        this.http = new GuardedHttp(http, SattleCalls.SATTLE, settings.timeout(), breaker);
        this.calls = new SattleCalls(this.http, settings);
    }

    /** Whether calls are kept away from Sattle just now: worth an alarm. */
    public boolean isLeftAlone() {
        return http.isLeftAlone();
    }

    @Override
    public Outcome<Exposure> register(Exposure exposure, Deadline deadline)
            throws InterruptedException {
        boolean complete =
                Double.isFinite(exposure.beginMjdTai())
                        && Double.isFinite(exposure.endMjdTai())
                        && Double.isFinite(exposure.boresightRaDeg())
                        && Double.isFinite(exposure.boresightDecDeg());
        if (!complete) {
            return SattleCalls.lost(
                    Cause.INVALID,
                    "visit "
                            + exposure.visit()
                            + " has no times or no pointing: Sattle needs both");
        }
        return calls.visitCache(exposure, deadline)
                .then(
                        answer ->
                                answer.status() == 200
                                        ? Outcome.done(exposure)
                                        : SattleCalls.<Exposure>refused(answer, "visit_cache"))
                .mapLoss(loss -> loss.ending(Ending.SUPPRESSED));
    }

    @Override
    public Outcome<Set<Long>> allowed(
            Exposure exposure, int detector, List<Box> sources, Deadline deadline)
            throws InterruptedException {
        // A box without numbers cannot be asked about; what was not asked is not allowed.
        var askable = sources.stream().filter(SattleClient::hasCorners).toList();
        var allowed = new HashSet<Long>();
        for (int from = 0; from < askable.size(); from += settings.mostSources()) {
            int to = Math.min(askable.size(), from + settings.mostSources());
            var some = some(exposure, detector, askable.subList(from, to), deadline);
            if (!some.isDone()) {
                return some;
            }
            some.asValue().ifPresent(allowed::addAll);
        }
        return Outcome.done(Set.copyOf(allowed));
    }

    private static boolean hasCorners(Box box) {
        return box.cornersDeg().length == 8
                && Arrays.stream(box.cornersDeg()).allMatch(Double::isFinite);
    }

    private Outcome<Set<Long>> some(
            Exposure exposure, int detector, List<Box> sources, Deadline deadline)
            throws InterruptedException {
        var first = calls.allowList(exposure, detector, sources, deadline);
        boolean forgotten = first.fold(answer -> answer.status() == 404, loss -> false);
        if (!forgotten) {
            return read(first, exposure, detector, sources);
        }
        var registered = register(exposure, deadline);
        if (!registered.isDone()) {
            return registered.map(it -> Set.of());
        }
        return read(
                calls.allowList(exposure, detector, sources, deadline),
                exposure,
                detector,
                sources);
    }

    private static Outcome<Set<Long>> read(
            Outcome<Answer> asked, Exposure exposure, int detector, List<Box> sources) {
        var ids = sources.stream().map(Box::diaSourceId).collect(Collectors.toSet());
        return asked.then(SattleClient::body)
                .then(body -> AllowList.read(body, exposure.visit(), detector, ids))
                .mapLoss(loss -> loss.ending(Ending.SUPPRESSED));
    }

    private static Outcome<JsonNode> body(Answer answer) {
        return answer.status() == 200
                ? answer.json(SattleCalls.SATTLE)
                : SattleCalls.refused(answer, "diasource_allow_list");
    }
}
