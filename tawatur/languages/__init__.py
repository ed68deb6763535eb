"""What data cannot say about a language: script folding, tokens, clitics, direction."""

from tawatur.languages.script import arabic_share, fold, is_arabic
from tawatur.languages.tokens import Token, tokenize
from tawatur.languages.words import Word, light_stem, variants

__all__ = ["Token", "Word", "arabic_share", "fold", "is_arabic", "light_stem", "tokenize", "variants"]
