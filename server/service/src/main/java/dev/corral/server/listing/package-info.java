/// Listing folders: walks, driven in steps on worker threads. Start from [ListKind].
@NullMarked
package dev.corral.server.listing;

import org.jspecify.annotations.NullMarked;
