/// Tests of the virtual clock and of the backends for tests that go by it.
@NullMarked
package dev.corral.nursery.testing;

import org.jspecify.annotations.NullMarked;
