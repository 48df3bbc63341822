// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueTest {

    private final Queue<String, String> queue = new Queue<>();
    private long number;

    @Test
    void theEarliestDueIsFirst() {
        add("later", 300);
        add("soon", 100);
        add("middle", 200);

        assertThat(all(50)).containsExactly("soon", "middle", "later");
    }

    @Test
    void ofThoseDueAtOnceTheFirstToArriveIsFirst() {
        add("a", 100);
        add("b", 100);
        add("c", 100);

        assertThat(all(50)).containsExactly("a", "b", "c");
    }

    @Test
    void ofABacklogTheNewestIsFirstAndAfterWhatCanStillBeInTime() {
        add("old", 100);
        add("older", 50);
        add("newest", 180);
        add("in time", 400);

        assertThat(all(200)).containsExactly("in time", "newest", "old", "older");
        assertThat(queue.size()).isZero();
    }

    @Test
    void whatIsTakenOutIsNotAsked() {
        var overdue = add("overdue", 100);
        var inTime = add("in time", 400);
        add("other", 500);

        assertThat(queue.next(200)).contains(inTime);
        assertThat(queue.remove(overdue)).isTrue();
        assertThat(queue.remove(overdue)).isFalse();
        assertThat(all(200)).containsExactly("other");
    }

    private Call<String, String> add(String question, long dueMillis) {
        var call =
                new Call<String, String>(
                        question, number++, 0, dueMillis, answer -> {}, thrown -> {});
        queue.add(call);
        return call;
    }

    private List<String> all(long nowMillis) {
        var order = new ArrayList<String>();
        for (var next = queue.next(nowMillis); next.isPresent(); next = queue.next(nowMillis)) {
            order.add(next.get().question);
        }
        return order;
    }
}
