/// What the operator decides. One immutable tree, [ServerConfig]; parsing is the command line's.
@NullMarked
package dev.corral.server.config;

import org.jspecify.annotations.NullMarked;
