/// Digests of bytes.
@NullMarked
package dev.corral.server.digest;

import org.jspecify.annotations.NullMarked;
