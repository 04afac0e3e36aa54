from fastapi import FastAPI

from service.access_log import AccessLog
from service.config import Config
from service.routes.greeting import greeting_routes


def build_app(config: Config) -> FastAPI:
    """Builds the application without listening, so that tests can call it directly."""
    # No pages that load scripts from elsewhere; the description itself is at /openapi.json.
    app = FastAPI(title=config.service, version=config.version, docs_url=None, redoc_url=None)
    app.add_middleware(AccessLog)
    app.include_router(greeting_routes(config))
    return app
