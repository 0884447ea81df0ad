/// The house rules that a machine can check.
///
/// One source for all modules: the parent compiles it among each module's tests, and the module's `ArchitectureTest`
/// says which rules hold there. Start from [HouseRules].
@NullMarked
package dev.corral.rules;

import org.jspecify.annotations.NullMarked;
