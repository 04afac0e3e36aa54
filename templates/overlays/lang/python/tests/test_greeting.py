from fastapi.testclient import TestClient

from service.app import build_app
from service.config import read_config

client = TestClient(build_app(read_config({"APP_VERSION": "1.2.3"})))


def test_the_greeting_answers_with_service_and_version() -> None:
    response = client.get("/", params={"name": "Ada"})
    assert response.status_code == 200
    assert response.json()["message"] == "Hello, Ada!"
    assert response.json()["version"] == "1.2.3"


def test_an_invalid_query_is_refused() -> None:
    assert client.get("/", params={"name": ""}).status_code == 422
