"""Claims of all reports aligned into events, by blocking and additive log-odds, each comparator with its sentence."""

from tawatur.events.align import align, compare

__all__ = ["align", "compare"]
