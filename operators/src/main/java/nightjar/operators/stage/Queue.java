// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Who is asked next: the earliest due first while anything can still be in time; of those that are
 * overdue, a backlog, the newest first, so that old trouble does not make the present late.
 */
final class Queue<I, O> {

    private final PriorityQueue<Call<I, O>> inTime =
            new PriorityQueue<>(
                    Comparator.<Call<I, O>>comparingLong(call -> call.dueMillis)
                            .thenComparingLong(call -> call.number));
    private final Deque<Call<I, O>> overdue = new ArrayDeque<>();

    void add(Call<I, O> call) {
        inTime.add(call);
    }

    Optional<Call<I, O>> next(long nowMillis) {
        while (!inTime.isEmpty() && inTime.peek().dueMillis <= nowMillis) {
            overdue.push(inTime.poll());
        }
        return Optional.ofNullable(inTime.isEmpty() ? overdue.poll() : inTime.poll());
    }

    boolean remove(Call<I, O> call) {
        return inTime.remove(call) || overdue.remove(call);
    }

    int size() {
        return inTime.size() + overdue.size();
    }
}
