"""Suggests articles that were bought together with those in a basket."""

from collections import Counter

BOUGHT_TOGETHER = {
    "A-1": ["B-7", "C-3", "B-7"],
    "B-7": ["A-1", "D-2"],
    "C-3": ["D-2"],
}


def suggest(basket: list[str], limit: int = 3) -> list[str]:
    """The articles bought most often with the basket's, without those in it."""
    counts = Counter(other for article in basket for other in BOUGHT_TOGETHER.get(article, []))
    ranked = sorted(counts, key=lambda article: (-counts[article], article))
    return [article for article in ranked if article not in basket][:limit]
