/// Tests of the library, named by unit and facet; `C13` and the like are the numbers of the conformance list.
@NullMarked
package dev.corral.nursery;

import org.jspecify.annotations.NullMarked;
