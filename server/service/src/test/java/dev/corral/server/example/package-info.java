/// Tests of the examples: what each one tells, on virtual time.
@NullMarked
package dev.corral.server.example;

import org.jspecify.annotations.NullMarked;
