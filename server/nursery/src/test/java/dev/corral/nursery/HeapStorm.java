package dev.corral.nursery;

import java.util.ArrayList;
import java.util.List;

/// What [OutOfMemoryTest] starts in another JVM: all tasks of the first nursery run out of memory at once.
final class HeapStorm {
    private static final int TASKS = 50;
    private static final int LONGS = 2_000;

    private HeapStorm() {}

    public static void main(String[] args) throws InterruptedException {
        String left = "normally";
        try {
            Backend.jdk().run(() -> {
                Nursery.open(nursery -> {
                    for (int i = 0; i < TASKS; i++) {
                        nursery.start(HeapStorm::fill);
                    }
                });
                return true;
            });
        } catch (NurseryFailed | OutOfMemoryError e) {
            left = "with " + e.getClass().getSimpleName();
        }
        System.out.println("left " + left);
    }

    private static int fill() throws InterruptedException {
        List<long[]> all = new ArrayList<>();
        while (true) {
            all.add(new long[LONGS]);
            if (all.size() % 64 == 0) {
                Task.checkpoint();
            }
        }
    }
}
