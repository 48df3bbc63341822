// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import nightjar.sandbox.worker.Order.How;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrdersTest {

    private static final Order SLOW = new Order(How.SLOW, Duration.ofMillis(250));

    private final Orders orders;

    OrdersTest(@TempDir Path folder) {
        this.orders = new Orders(folder);
    }

    @Test
    void whoHasNoOrdersBehaves() {
        assertThat(orders.take("difference", 1, 2)).isEqualTo(Order.BEHAVE);
    }

    @Test
    void theNextTwoOrdersAreObeyedByTwoRequestsAndNoMore() {
        orders.next(2, SLOW);

        assertThat(orders.take("difference", 1, 2)).isEqualTo(SLOW);
        assertThat(orders.take("difference", 1, 3)).isEqualTo(SLOW);
        assertThat(orders.take("difference", 1, 4)).isEqualTo(Order.BEHAVE);
        assertThat(orders.obeyed()).isEqualTo(2);
    }

    @Test
    void anOrderIsForWhomItNames() {
        orders.once(20, 3, Order.of(How.CRASH));

        assertThat(orders.take("difference", 20, 31)).isEqualTo(Order.BEHAVE);
        assertThat(orders.take("force", 20, 3)).isEqualTo(Order.BEHAVE);
        assertThat(orders.take("difference", 20, 3)).isEqualTo(Order.of(How.CRASH));
        assertThat(orders.take("difference", 20, 3)).isEqualTo(Order.BEHAVE);
    }

    @Test
    void alwaysIsUntilItIsTakenBack() {
        orders.always(20, 3, Order.of(How.HANG));

        assertThat(orders.take("difference", 20, 3)).isEqualTo(Order.of(How.HANG));
        assertThat(orders.take("difference", 20, 3)).isEqualTo(Order.of(How.HANG));
        orders.clear();
        assertThat(orders.take("difference", 20, 3)).isEqualTo(Order.BEHAVE);
    }

    @Test
    void whatLastsSaysHowLong() {
        assertThat(Order.parse(SLOW.text())).isEqualTo(SLOW);
        assertThatThrownBy(() -> Order.parse("burn")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Order.parse("hang 5"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
