"""A newspaper page: pieces of text and pictures that flow through columns."""

from gridhall.opinions.documents.newspaper.columns import (
    Column,
    Placed,
    bottom_of,
    columns_of,
    fill,
    level,
    pages_of,
)
from gridhall.opinions.documents.newspaper.pieces import (
    BLACK,
    INK,
    RED,
    Face,
    band,
    byline,
    headline,
    item_title,
    paragraphs,
    photo,
    rule,
    space,
)

__all__ = [
    "BLACK",
    "INK",
    "RED",
    "Column",
    "Face",
    "Placed",
    "band",
    "bottom_of",
    "byline",
    "columns_of",
    "fill",
    "headline",
    "item_title",
    "level",
    "pages_of",
    "paragraphs",
    "photo",
    "rule",
    "space",
]
