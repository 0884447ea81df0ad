package dev.corral.nursery;

import java.io.PrintStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;

/// Prints the tree when the process gets a signal. By reflection: the JDK's signals are in a module that it
/// does not promise to keep, and that an image may lack.
final class TreeSignal {
    private TreeSignal() {}

    static void install(String signal, PrintStream to) {
        try {
            Class<?> signals = Class.forName("sun.misc.Signal");
            Class<?> handlers = Class.forName("sun.misc.SignalHandler");
            MethodHandle print = MethodHandles.lookup()
                    .findStatic(TreeSignal.class, "print", MethodType.methodType(void.class, PrintStream.class))
                    .bindTo(to);
            Object handler =
                    MethodHandleProxies.asInterfaceInstance(handlers, MethodHandles.dropArguments(print, 0, signals));
            signals.getMethod("handle", signals, handlers)
                    .invoke(null, signals.getConstructor(String.class).newInstance(signal), handler);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "signal is " + signal + ", expected one that this process may have, such as USR2", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new UnsupportedOperationException(
                    "this JDK has no sun.misc.Signal: add the module jdk.unsupported, or take a snapshot otherwise", e);
        }
    }

    /// Called by reflection only.
    @SuppressWarnings("UnusedMethod")
    private static void print(PrintStream to) {
        to.print(TaskTree.snapshot().toText());
        to.flush();
    }
}
