/// Load scenarios and their verdicts. Start from [LoadTest], the command; [Scenario] lists what there is, and
/// [ScenarioRun] is one run from its children to its verdict. The simulations run in Gatling's own process and share
/// nothing with the driver but what [dev.corral.loadtest.settings] and [dev.corral.loadtest.measure] carry over.
///
/// To add a scenario: a simulation here, its parts in a package of its own, one line in [Scenario].
@NullMarked
package dev.corral.loadtest;

import org.jspecify.annotations.NullMarked;
