package dev.corral.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/// Which code a rule is about.
public final class Code {
    public static final DescribedPredicate<JavaClass> IS_MAIN = describe("are not tests", Code::isMain);

    static final ArchCondition<JavaClass> BE_CLOSED = new ArchCondition<>("be final, abstract or sealed") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
            if (!isClosed(type)) {
                events.add(SimpleConditionEvent.violated(type, type.getDescription() + " is open to subclasses"));
            }
        }
    };

    private Code() {}

    static boolean isMain(JavaClass type) {
        return type.getSource()
                .map(source -> !source.getUri().toString().contains("/test-classes/"))
                .orElse(false);
    }

    private static boolean isClosed(JavaClass type) {
        return type.isInterface()
                || type.isEnum()
                || type.isAnonymousClass()
                || type.isSealed()
                || type.getModifiers().contains(JavaModifier.FINAL)
                || type.getModifiers().contains(JavaModifier.ABSTRACT)
                || isOfJmh(type);
    }

    /// JMH subclasses the types that hold its state, and writes open classes of its own.
    private static boolean isOfJmh(JavaClass type) {
        return type.isAnnotatedWith("org.openjdk.jmh.annotations.State")
                || type.getPackageName().endsWith(".jmh_generated");
    }
}
