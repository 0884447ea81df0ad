package dev.corral.server.cli.process;

import dev.corral.nursery.CancelScope;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// Takes SIGTERM, Ctrl-C and SIGHUP for as long as it is open: the first one begins an orderly stop, a second ends
/// the process at once, with 143, 130 or 129. See [StopPlan] for what a second one is.
///
/// It uses `sun.misc.Signal`, by reflection since its mere name is a warning. On a JVM without it, or one
/// that keeps the signals for itself (`-Xrs`), a shutdown hook begins the stop and waits for the close: then
/// the exit code is that of the signal, and a second signal changes nothing.
public final class StopSignals implements AutoCloseable {
    private final Map<StopSignal, Object> replaced = new EnumMap<>(StopSignal.class);
    private final CountDownLatch closed = new CountDownLatch(1);

    private StopSignals() {}

    /// Takes the signals from now on.
    ///
    /// @param orderly begins the stop, on a thread of the JVM; must be quick
    public static StopSignals take(Consumer<StopSignal> orderly) {
        StopSignals signals = new StopSignals();
        StopPlan plan = new StopPlan(orderly, Runtime.getRuntime()::halt, System::nanoTime);
        try {
            for (StopSignal signal : StopSignal.values()) {
                signals.replaced.put(signal, handle(signal, handler(() -> plan.on(signal))));
            }
        } catch (ReflectiveOperationException e) {
            signals.hook(() -> plan.on(StopSignal.TERM));
        }
        return signals;
    }

    /// Takes the signals from now on; the first one cancels a scope.
    public static StopSignals cancelling(CancelScope scope) {
        return take(signal -> scope.cancel("SIG" + signal));
    }

    private void hook(Runnable stop) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            if (closed.getCount() > 0) {
                stop.run();
                awaitClose();
            }
        }));
    }

    @SuppressWarnings("InterruptedExceptionSwallowed") // nobody interrupts a shutdown hook, and it has nobody to tell
    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Signals do again what they did before.
    @Override
    public void close() {
        closed.countDown();
        replaced.forEach((signal, before) -> {
            try {
                var _ = handle(signal, before);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("signal " + signal + " was taken and cannot be given back", e);
            }
        });
    }

    private static Object handler(Runnable action) throws ReflectiveOperationException {
        MethodHandle run = MethodHandles.publicLookup()
                .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                .bindTo(action);
        return MethodHandleProxies.asInterfaceInstance(
                Class.forName("sun.misc.SignalHandler"),
                MethodHandles.dropArguments(run, 0, Class.forName("sun.misc.Signal")));
    }

    /// Sets a handler and gives the one before.
    private static Object handle(StopSignal signal, Object handler) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Signal");
        Method handle = type.getMethod("handle", type, Class.forName("sun.misc.SignalHandler"));
        return handle.invoke(null, type.getConstructor(String.class).newInstance(signal.name()), handler);
    }
}
