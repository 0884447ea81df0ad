/// The seven examples that this project grew from, each a program of a page with its story. Start from
/// [Examples].
///
/// They use the library alone, and run unchanged on every backend.
@NullMarked
package dev.corral.server.example;

import org.jspecify.annotations.NullMarked;
