package dev.corral.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.Map;

/// Uses of the JDK that a rule forbids, method references included.
final class Uses {
    static final DescribedPredicate<JavaAccess<?>> A_SLEEP =
            of("it sleeps", Map.of("java.lang.Thread", "sleep", "java.util.concurrent.TimeUnit", "sleep"));

    static final DescribedPredicate<JavaAccess<?>> THE_ENVIRONMENT =
            of("it reads the environment", Map.of("java.lang.System", "getenv"));

    static final DescribedPredicate<JavaAccess<?>> A_THREAD_OF_ITS_OWN = of(
            "it makes a thread",
            Map.of(
                    "java.lang.Thread", "<init>|ofVirtual|ofPlatform|startVirtualThread",
                    "java.util.Timer", "<init>",
                    "java.util.concurrent.CompletableFuture", "\\w+Async",
                    "java.util.concurrent.Executors", "new\\w+",
                    "java.util.concurrent.ForkJoinPool", "<init>|commonPool",
                    "java.util.concurrent.ScheduledThreadPoolExecutor", "<init>",
                    "java.util.concurrent.ThreadPoolExecutor", "<init>"));

    private Uses() {}

    private static DescribedPredicate<JavaAccess<?>> of(String description, Map<String, String> namesByOwner) {
        return describe(description, access -> {
            String names = namesByOwner.get(access.getTargetOwner().getName());
            return names != null && access.getName().matches(names);
        });
    }
}
