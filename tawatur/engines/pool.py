"""The engine for one machine: a pool of spawned processes, in order, that survives the death of a worker."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from tawatur.engines.protocol import Failed, Outcome, attempt

Chunk = list[tuple[int, bytes]]
_DIED = "the process that worked on it died (out of memory, or a crash in a library)"


class PoolEngine:
    """`jobs` spawned processes; each takes `chunk` items at a time."""

    def __init__(self, jobs: int = 0, chunk: int = 8) -> None:
        self.jobs = jobs or usable_cores()
        self.chunk = chunk

    def map(self, function: Callable[[bytes], bytes], items: Iterable[bytes]) -> Iterator[Outcome[bytes]]:
        chunks = _chunked(enumerate(items), self.chunk)
        pool = _pool(self.jobs)
        waiting: deque[tuple[Chunk, Future[list[Outcome[bytes]]]]] = deque()
        try:
            while True:
                for chunk in islice(chunks, self.jobs * 2 - len(waiting)):
                    waiting.append((chunk, _submit(pool, function, chunk)))
                if not waiting:
                    pool.shutdown()  # all is done: the processes end at once, and their memory can be counted
                    return
                chunk, future = waiting.popleft()
                try:
                    outcomes = future.result()
                except BrokenProcessPool:
                    pool.shutdown(wait=False, cancel_futures=True)
                    lost = [chunk, *(later for later, _ in waiting)]
                    waiting.clear()
                    yield from _one_by_one(function, lost)
                    pool = _pool(self.jobs)
                else:
                    yield from outcomes
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def usable_cores() -> int:
    """The cores that this process may use, at least one."""
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def _pool(jobs: int) -> ProcessPoolExecutor:
    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=spawn, initializer=_end_with_parent)


def _submit(
    pool: ProcessPoolExecutor, function: Callable[[bytes], bytes], chunk: Chunk
) -> Future[list[Outcome[bytes]]]:
    """Submits, or gives a future that fails as those in flight do if a worker has died in the meantime."""
    try:
        return pool.submit(_work, function, chunk)
    except BrokenProcessPool as error:
        failed: Future[list[Outcome[bytes]]] = Future()
        failed.set_exception(error)
        return failed


def _one_by_one(function: Callable[[bytes], bytes], chunks: list[Chunk]) -> Iterator[Outcome[bytes]]:
    """After a crash: every item that was under way again, alone, so that the one that kills its worker is named."""
    pool = _pool(1)
    try:
        for index, item in (pair for chunk in chunks for pair in chunk):
            try:
                yield _submit(pool, function, [(index, item)]).result()[0]
            except BrokenProcessPool:
                pool.shutdown(wait=False)
                pool = _pool(1)
                yield Outcome(index, Failed(_DIED, crashed=True))
    finally:
        pool.shutdown(wait=False)


def _work(function: Callable[[bytes], bytes], chunk: Chunk) -> list[Outcome[bytes]]:
    return [attempt(function, index, item) for index, item in chunk]


def _chunked(items: Iterable[tuple[int, bytes]], size: int) -> Iterator[Chunk]:
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk


def _end_with_parent() -> None:
    """Ends a worker whose parent was killed: it would wait for work for ever. A worker's caches hold millions of
    lasting objects that the collector would walk again and again, so it is asked to come rarely."""
    gc.set_threshold(200_000, 50, 100)
    parent = multiprocessing.parent_process()
    if parent is not None:

        def wait() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=wait, daemon=True).start()
