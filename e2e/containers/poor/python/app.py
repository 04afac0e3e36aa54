import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

INVOICES = {"1": {"customer": "Ada", "total": 120}}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/healthz":
            return self.answer(200, {"status": "ok"})
        if self.path.startswith("/invoices/"):
            invoice = INVOICES.get(self.path.rsplit("/", 1)[1])
            if invoice:
                return self.answer(200, invoice)
        return self.answer(404, {"error": "not found"})

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


if __name__ == "__main__":
    port = int(os.environ.get("PORT", "5000"))
    ThreadingHTTPServer(("", port), Handler).serve_forever()
