package dev.corral.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// What holds where tasks are the only way to run something: in the server's modules.
public final class ThreadRules {
    /// Those that carry tasks, and the clock with its timer thread, by the name of the file's type.
    private static final String CARRIERS = ".*\\.(\\w*Backend|Offload\\w*|SystemClock)(\\$.*)?";

    /// A shutdown hook must be a thread: the JVM takes nothing else.
    private static final String HOOKS = ".*\\.StopSignals";

    /// The example that shows what becomes of a thread of one's own.
    private static final String COUNTER_EXAMPLE = ".*\\.LostTask";

    @ArchTest
    static final ArchRule onlyCarriersMakeThreads = noClasses()
            .that(Code.IS_MAIN)
            .and()
            .haveNameNotMatching(CARRIERS)
            .and()
            .haveNameNotMatching(HOOKS)
            .and()
            .haveNameNotMatching(COUNTER_EXAMPLE)
            .should()
            .accessTargetWhere(Uses.A_THREAD_OF_ITS_OWN)
            .because("no task outlives its nursery");

    private ThreadRules() {}
}
