"""Sentences, headlines, quotations and page furniture, as spans of the original text."""

from tawatur.passages.document import Document, Sentence

__all__ = ["Document", "Sentence"]
