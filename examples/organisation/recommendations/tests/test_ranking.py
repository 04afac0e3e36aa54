from app.ranking import suggest


def test_suggests_the_most_frequent_first_and_nothing_twice():
    assert suggest(["A-1"]) == ["B-7", "C-3"]
    assert suggest(["A-1", "B-7"]) == ["C-3", "D-2"]


def test_an_unknown_article_has_no_suggestions():
    assert suggest(["Z-9"]) == []
