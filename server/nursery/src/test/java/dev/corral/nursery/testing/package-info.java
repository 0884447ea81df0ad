/// Tests of the virtual clock and the backend that goes by it.
@NullMarked
package dev.corral.nursery.testing;

import org.jspecify.annotations.NullMarked;
