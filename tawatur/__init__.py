"""Tawatur reads rival news reports of a war and shows what happened, who says so, and how far it can be relied on."""

__version__ = "0.1.0"
