// SPDX-License-Identifier: Apache-2.0
package nightjar.job.poison;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import nightjar.connectors.nextvisit.NextVisits;
import nightjar.connectors.nextvisit.VisitsCanceled;
import nightjar.connectors.notifications.Notifications;
import nightjar.job.bench.Flood;
import nightjar.job.bench.PoisonedStream;
import nightjar.model.Outcome;
import nightjar.model.Received;
import nightjar.model.time.Tai;

/**
 * Damaged messages for the job's three topics. What becomes a visit in spite of its damage is of
 * one detector, and too old; what becomes a raw is of a visit that nobody announced.
 */
final class PoisonFlood implements Flood {

    /** More than this no broker takes, unless it is told to. */
    private static final int MOST_BYTES = 1_000_000;

    private static final double OLD_S = 7200;

    private final Random dice;
    private final Damage visits;
    private final Damage cancels;
    private final Damage notifications;
    private final NextVisits visitDecoder = new NextVisits(Decoders.SCHEMAS);
    private final VisitsCanceled cancelDecoder = new VisitsCanceled(Decoders.SCHEMAS);
    private final Notifications notificationDecoder =
            new Notifications(false, InstantSource.system());

    PoisonFlood(long seed) {
        dice = new Random(seed);
        double sent = Tai.unixTaiOfUtcMillis(System.currentTimeMillis()) - OLD_S;
        visits =
                new ByteDamage(
                        List.of(
                                Goods.nextVisit("", PoisonedStream.SAL_INDEX, sent),
                                Goods.nextVisit("LSSTCam", PoisonedStream.SAL_INDEX, sent)));
        cancels = new ByteDamage(List.of(Goods.canceled()));
        notifications = new JsonDamage(List.of(Goods.notification(PoisonedStream.decoyKey())));
    }

    @Override
    public byte[] next(Topic topic) {
        var message = made(topic);
        return Arrays.copyOf(message, Math.min(MOST_BYTES, message.length));
    }

    private byte[] made(Topic topic) {
        return switch (topic) {
            case NEXT_VISIT -> visits.make(dice);
            case CANCELED -> cancels.make(dice);
            case NOTIFICATION -> notifications.make(dice);
        };
    }

    @Override
    public Outcome<?> decoded(Topic topic, Received received) {
        return switch (topic) {
            case NEXT_VISIT -> visitDecoder.ask(received, Decoders.SOON);
            case CANCELED -> cancelDecoder.ask(received, Decoders.SOON);
            case NOTIFICATION -> notificationDecoder.ask(received, Decoders.SOON);
        };
    }
}
