"""Claims of all reports aligned into events, by blocking and additive log-odds, each comparator with its sentence."""

from tawatur.events.align import align, compare
from tawatur.events.links import reuse_links, same_event_links

__all__ = ["align", "compare", "reuse_links", "same_event_links"]
