from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from service.config import Config


class Greeting(BaseModel):
    message: str
    service: str
    version: str


def greeting_routes(config: Config) -> APIRouter:
    """The first route, to be replaced by yours. Types check what comes in and shape what goes out."""
    router = APIRouter()

    @router.get("/")
    async def greet(name: Annotated[str, Query(min_length=1, max_length=100)] = "world") -> Greeting:
        return Greeting(message=f"Hello, {name}!", service=config.service, version=config.version)

    return router
