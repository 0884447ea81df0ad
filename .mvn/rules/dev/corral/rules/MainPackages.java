package dev.corral.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/// One slice for each package of the program; tests may use what they like.
final class MainPackages implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
        return Code.isMain(type) ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
        return "packages";
    }
}
