import { RetrofitLanguage } from '../serviceFacts';

/** Where the snippets are written. */
export const snippetsPath = 'docs/container-lens-snippets.md';

const fences: Readonly<Record<RetrofitLanguage, { readonly name: string; readonly code: string }>> =
  {
    node: {
      name: 'js',
      code: `let ready = true;

// In the handler of requests, before the routes:
if (request.url === '/livez') return response.end('ok');
if (request.url === '/readyz') {
  response.statusCode = ready ? 200 : 503;
  return response.end(ready ? 'ok' : 'stopping');
}
if (!ready) response.setHeader('Connection', 'close');

// Where the server is started; server is what createServer or app.listen returned:
process.once('SIGTERM', () => {
  ready = false;
  // The platform needs some seconds until it sends no new requests.
  setTimeout(() => {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
  }, 5_000);
  setTimeout(() => process.exit(1), 40_000).unref();
});`,
    },
    python: {
      name: 'python',
      code: `import signal
import threading

stopping = threading.Event()


def stop(signum, frame):
    stopping.set()
    # The platform needs some seconds until it sends no new requests.
    threading.Timer(5, server.shutdown).start()


# Where the server is started; with gunicorn or uvicorn the server does this part itself.
signal.signal(signal.SIGTERM, stop)

# Routes: /livez answers 200 always, /readyz answers 503 while stopping.is_set().`,
    },
    go: {
      name: 'go',
      code: `var stopping atomic.Bool

mux.HandleFunc("/livez", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusOK) })
mux.HandleFunc("/readyz", func(w http.ResponseWriter, r *http.Request) {
	if stopping.Load() {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
})

server := &http.Server{Addr: ":8080", Handler: mux}
ctx, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
defer cancel()
go func() {
	<-ctx.Done()
	stopping.Store(true)
	// The platform needs some seconds until it sends no new requests.
	time.Sleep(5 * time.Second)
	deadline, done := context.WithTimeout(context.Background(), 35*time.Second)
	defer done()
	_ = server.Shutdown(deadline)
}()
if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
	log.Fatal(err)
}`,
    },
    java: {
      name: 'yaml',
      code: `# Spring Boot, application.yaml, with spring-boot-starter-actuator among the dependencies:
server:
  shutdown: graceful
spring:
  lifecycle:
    timeout-per-shutdown-phase: 35s
management:
  endpoint:
    health:
      probes:
        enabled: true
# Then /actuator/health/liveness and /actuator/health/readiness answer the probes.`,
    },
  };

/** Health and shutdown code to copy by hand: nothing of it is active. */
export function renderSnippets(language: RetrofitLanguage): string {
  const { name, code } = fences[language];
  return `# Health and shutdown, to copy

Nothing here is active. Three things make a stop lose no request: \`/readyz\` says 503 from SIGTERM on, the service goes on
serving for some seconds, then it finishes what is in hand and ends with 0. \`/livez\` looks at no dependency.

\`\`\`${name}
${code}
\`\`\`

Afterwards: point the probes of the deployment at \`/livez\` and \`/readyz\`, and let \`ci/container-test.sh\` fail where it warns.
`;
}
