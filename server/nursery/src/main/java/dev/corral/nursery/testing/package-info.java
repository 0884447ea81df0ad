/// For tests of code that uses nurseries: a backend whose time is virtual, so that a test of an hour's
/// timeouts takes a millisecond and never sleeps. Start from [VirtualTime].
///
/// Not for production: a run on virtual time counts every wait.
@NullMarked
package dev.corral.nursery.testing;

import org.jspecify.annotations.NullMarked;
