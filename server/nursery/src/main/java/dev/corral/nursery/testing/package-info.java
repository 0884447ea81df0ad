/// For tests of code that uses nurseries. On virtual time a test of an hour's timeouts takes a millisecond
/// and never sleeps: start from [VirtualTime], where tasks run side by side. For races there is [Stepped],
/// where one task runs at a time, in an order that a seed decides: [Stepped#explore] tries thousands of
/// orders a second, and names the seed with which one fails.
///
/// Not for production: a run counts every wait. Inside: `BusyCount` sees when all wait, `Turns` lets one run,
/// `SteppedActivity` joins the two.
@NullMarked
package dev.corral.nursery.testing;

import org.jspecify.annotations.NullMarked;
