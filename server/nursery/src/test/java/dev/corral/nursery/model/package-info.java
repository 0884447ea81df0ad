/// Tests of races. The `...ScheduleTest`s run thousands of seeds on [dev.corral.nursery.testing.Stepped], one
/// task at a time, with a `Saboteur` that cancels and closes what it was shown; start from `Trial`. The
/// `...ModelTest`s let Lincheck step through what happens between two checkpoints, thread against thread.
@NullMarked
package dev.corral.nursery.model;

import org.jspecify.annotations.NullMarked;
