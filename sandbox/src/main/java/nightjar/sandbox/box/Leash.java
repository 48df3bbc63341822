// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;

/**
 * The way every child JVM of the sandbox runs: {@code Leash <main class> args…} starts the named
 * program and halts the JVM as soon as standard input ends. The parent holds the other end of that
 * pipe, and the kernel closes it however the parent dies, SIGKILL included.
 */
public final class Leash {

    private Leash() {}

    public static void main(String[] args) throws Throwable {
        if (args.length == 0) {
            throw new IllegalArgumentException("usage: Leash <main class> [args…]");
        }
        hold(System.in);
        ignoreInterrupt();
        try {
            Class.forName(args[0])
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static void hold(InputStream parent) {
        Thread watch = new Thread(() -> haltAtEndOf(parent), "leash");
        watch.setDaemon(true);
        watch.start();
    }

    private static void haltAtEndOf(InputStream parent) {
        try {
            parent.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A broken pipe is a gone parent, too.
        }
        Runtime.getRuntime().halt(0);
    }

    /**
     * Ctrl-C reaches the terminal's whole foreground group; the parent decides when its neighbours
     * go. By reflection, since the compiler rightly warns of sun.misc.
     */
    static void ignoreInterrupt() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object deaf =
                    Proxy.newProxyInstance(
                            Leash.class.getClassLoader(),
                            new Class<?>[] {handler},
                            (self, method, arguments) -> null);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"), deaf);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // Without it (-Xrs, or a JVM that has no such class) Ctrl-C merely ends children early.
        }
    }
}
