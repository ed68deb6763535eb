"""Readers per format, decoding, main text and metadata: from files to reports."""

from tawatur.reports.build import canonical_url
from tawatur.reports.options import ReadOptions
from tawatur.reports.read import read_paths

__all__ = ["ReadOptions", "canonical_url", "read_paths"]
