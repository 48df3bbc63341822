// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import nightjar.sandbox.box.mpsky.Mpsky;
import nightjar.sandbox.box.process.Child;
import nightjar.sandbox.box.web.Web;

/**
 * {@code Desk <folder> <registry port> <presence port> <sasquatch port> <mpsky port>
 * [instrument…]}: the four stand-ins in one JVM; says {@code ready registry=<address>
 * presence=<address> sasquatch=<address> mpsky=<address>}.
 */
public final class Desk {

    private Desk() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Registry registry = new Registry(Path.of(args[0]).resolve("registry.json"));
        Presence presence = new Presence(List.of(args).subList(5, args.length));
        Sasquatch sasquatch = new Sasquatch();
        Mpsky mpsky = new Mpsky();
        Web first = Web.serve(Integer.parseInt(args[1]), Registry.CONTENT_TYPE, registry::answer);
        Web second = Web.serve(Integer.parseInt(args[2]), "application/json", presence::answer);
        Web third = Web.serve(Integer.parseInt(args[3]), Sasquatch.CONTENT_TYPE, sasquatch::answer);
        Web fourth = Web.serve(Integer.parseInt(args[4]), Mpsky.CONTENT_TYPE, mpsky::answer);
        System.out.printf(
                "%sregistry=%s presence=%s/presence sasquatch=%s mpsky=%s/ephemerides/%n",
                Child.READY, first.address(), second.address(), third.address(), fourth.address());
        new CountDownLatch(1).await();
    }
}
