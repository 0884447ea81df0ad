package dev.corral.bench.contender

import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withPermit
import kotlinx.coroutines.yield

class KotlinTurnstile(private val coroutines: Coroutines) : Turnstile {
    override fun letIn(crowd: Crowd): Long =
        coroutines.run {
            val semaphore = Semaphore(crowd.permits())
            val room = Room(crowd.permits())
            coroutineScope {
                repeat(crowd.tasks()) {
                    launch { takeTurns(semaphore, room, crowd.turns()) }
                }
            }
            room.turns()
        }

    private suspend fun takeTurns(semaphore: Semaphore, room: Room, turns: Int) {
        repeat(turns) {
            semaphore.withPermit {
                room.enter()
                yield()
                room.leave()
            }
        }
    }
}
