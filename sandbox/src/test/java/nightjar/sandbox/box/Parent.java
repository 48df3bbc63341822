// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A program that starts the neighbours it is told, says so, and waits to be ended. */
public final class Parent {

    private Parent() {}

    public static void main(String[] args) throws Exception {
        Set<Neighbour> which = EnumSet.noneOf(Neighbour.class);
        for (String word : args) {
            which.add(Neighbour.of(word));
        }
        Observatory box = Observatory.start(which, Options.forTests(), System.err::println);
        System.err.println(box.addresses() + " MiB " + box.residentMiB());
        List<String> pids = new ArrayList<>();
        box.pids().values().forEach(pid -> pids.add(String.valueOf(pid)));
        System.out.println("up " + box.folder() + " " + String.join(" ", pids));
        new CountDownLatch(1).await();
    }
}
