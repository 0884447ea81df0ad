/// How much memory a waiting task takes. Start from [WaiterMemory].
@NullMarked
package dev.corral.bench.memory;

import org.jspecify.annotations.NullMarked;
