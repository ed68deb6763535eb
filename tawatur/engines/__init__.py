"""How stages are run over many reports: here, or in a pool of processes."""

from tawatur.engines.pool import PoolEngine, usable_cores
from tawatur.engines.protocol import Engine, Failed, Outcome
from tawatur.engines.serial import SerialEngine

__all__ = ["Engine", "Failed", "Outcome", "PoolEngine", "SerialEngine", "choose", "usable_cores"]

FEW = 12
"""Below this many reports, starting processes takes longer than the work."""


def choose(count: int, jobs: int = 0) -> Engine:
    """The engine for `count` reports; `jobs` 0 means all cores, 1 means this process."""
    return SerialEngine() if count < FEW or jobs == 1 or usable_cores() == 1 else PoolEngine(jobs)
