from fastapi import FastAPI, Query

from app.ranking import suggest

app = FastAPI(title="recommendations")


@app.get("/healthz")
def healthz() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/suggestions")
def suggestions(article: list[str] = Query(max_length=50)) -> list[str]:
    return suggest(article)
