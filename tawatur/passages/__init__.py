"""Sentences, headlines, quotations and page furniture, as spans of the original text."""

from tawatur.passages.document import Document, Sentence, document
from tawatur.passages.lines import line_keys
from tawatur.passages.split import passages_of, split

__all__ = ["Document", "Sentence", "document", "line_keys", "passages_of", "split"]
