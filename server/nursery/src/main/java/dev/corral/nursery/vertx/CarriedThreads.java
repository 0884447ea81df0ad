package dev.corral.nursery.vertx;

import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.util.concurrent.Executor;

/// Makes virtual threads whose carrier is an executor, by a constructor that the JDK does not offer to the
/// public.
final class CarriedThreads {
    private static final String BUILDER = "java.lang.ThreadBuilders$VirtualThreadBuilder";

    private final Constructor<? extends Thread.Builder.OfVirtual> builder;

    private CarriedThreads(Constructor<? extends Thread.Builder.OfVirtual> builder) {
        this.builder = builder;
    }

    /// Whether this JVM has the constructor, and lets us have it.
    sealed interface Search {}

    record Found(CarriedThreads threads) implements Search {}

    record Missing(String why) implements Search {}

    static Search find() {
        try {
            var constructor = Class.forName(BUILDER)
                    .asSubclass(Thread.Builder.OfVirtual.class)
                    .getDeclaredConstructor(Executor.class);
            constructor.setAccessible(true);
            return new Found(new CarriedThreads(constructor));
        } catch (ReflectiveOperationException | ClassCastException e) {
            return new Missing(
                    "Java " + Runtime.version() + " has no " + BUILDER + "(Executor), expected one as in 21 to 25");
        } catch (InaccessibleObjectException e) {
            return new Missing(
                    "java.lang is closed to reflection, start Java with --add-opens java.base/java.lang=ALL-UNNAMED");
        }
    }

    /// A thread that has not been started, for one task on a loop.
    Thread on(Loop loop, String name, Runnable task) {
        LoopThread seat = new LoopThread(loop, task);
        return seat.seated(on(seat, name, seat::live));
    }

    /// A thread that has not been started. Each of its turns goes through the carrier.
    Thread on(Executor carrier, String name, Runnable body) {
        try {
            return builder.newInstance(carrier).name(name).unstarted(body);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a constructor that was found cannot be called", e);
        }
    }
}
