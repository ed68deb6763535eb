"""What stands behind an event, what speaks against it, what is newer: never a single score, never a winner."""

from tawatur.corroboration.independence import backing
from tawatur.corroboration.sources import source_lines
from tawatur.corroboration.stage import corroborate, links
from tawatur.corroboration.ties import scene

__all__ = ["backing", "corroborate", "links", "scene", "source_lines"]
