package dev.corral.bench.contender

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking

/**
 * What carries the coroutines: the default dispatcher, parallel on as many threads as there are cores, or the
 * event loop of `runBlocking` on the calling thread, where no two coroutines ever run at once.
 */
enum class Coroutines {
    DEFAULT,
    ONE_THREAD;

    fun <T> run(body: suspend CoroutineScope.() -> T): T =
        when (this) {
            DEFAULT -> runBlocking(Dispatchers.Default, body)
            ONE_THREAD -> runBlocking(block = body)
        }
}
