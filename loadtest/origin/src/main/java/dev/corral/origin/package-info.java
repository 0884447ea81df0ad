/// The programmable origin that load tests fetch from.
@NullMarked
package dev.corral.origin;

import org.jspecify.annotations.NullMarked;
