"""The only reader of the data folder. Words, names, cues and acts are data; code is the grammar."""

from tawatur.lexicon.files import SHIPPED, cache, compiled, digest, read_csv, read_yaml, sources, user_data, write_whole

__all__ = ["SHIPPED", "cache", "compiled", "digest", "read_csv", "read_yaml", "sources", "user_data", "write_whole"]
