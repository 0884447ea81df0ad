package dev.corral.bench.contender

import kotlinx.coroutines.Deferred
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope

class KotlinSpawner(private val coroutines: Coroutines) : Spawner {
    override fun spawnAndJoin(children: Int, rounds: Int): Long =
        coroutines.run {
            var sum = 0L
            repeat(rounds) { sum += round(children) }
            sum
        }

    private suspend fun round(children: Int): Long {
        val values = ArrayList<Deferred<Long>>(children)
        coroutineScope {
            repeat(children) { child -> values += async { child.toLong() } }
        }
        var sum = 0L
        for (value in values) {
            sum += value.await()
        }
        return sum
    }
}
