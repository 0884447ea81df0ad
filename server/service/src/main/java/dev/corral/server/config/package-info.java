/// What the operator decides: one immutable tree, [ServerConfig].
///
/// Where it comes from: [Setting] is the table of what can be set, [Settings] merges options, environment and
/// file, [ServerConfigReader] makes the tree of them. All pure but for reading the file, the roots and the
/// name to listen on; the environment comes in as a map.
@NullMarked
package dev.corral.server.config;

import org.jspecify.annotations.NullMarked;
