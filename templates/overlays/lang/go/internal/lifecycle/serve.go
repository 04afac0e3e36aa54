package lifecycle

import (
	"context"
	"net/http"
	"time"
)

// Serve serves until SIGTERM or SIGINT and then stops without losing a request:
//
//  1. readiness answers 503, so that no new traffic is sent here;
//  2. requests are still served, and clients are asked to close their connections;
//  3. after the drain nothing new is accepted, and what is in flight finishes;
//  4. telemetry is flushed;
//  5. the process exits with 0.
//
// A hard deadline, counted from the signal, leads to 1. Serve returns the exit code.
func (l Lifecycle) Serve(ctx context.Context, server *http.Server) int {
	signalled, release := untilSignal(ctx)
	defer release()
	failed, err := l.listen(ctx, server)
	if err != nil {
		l.Logger.Error("the port cannot be opened", "error", err)
		return exitFailed
	}
	// Warm up dependencies before this line; readiness is 503 until then.
	l.State.Ready()

	select {
	case err := <-failed:
		l.Logger.Error("serving ended", "error", err)
		l.flush(ctx)
		return exitFailed
	case <-signalled.Done():
	}

	l.State.Drain()
	deadline, cancel := l.deadline(ctx)
	defer cancel()
	l.Logger.Info("draining", "drain", l.Config.Drain, "deadline", l.Config.ShutdownTimeout)
	select {
	case <-time.After(l.Config.Drain):
	case <-deadline.Done():
	}
	if err := server.Shutdown(deadline); err != nil {
		_ = server.Close()
		l.Logger.Error("shutdown deadline exceeded", "error", err)
		return exitFailed
	}
	l.flush(deadline)
	if deadline.Err() != nil {
		l.Logger.Error("shutdown deadline exceeded")
		return exitFailed
	}
	l.Logger.Info("stopped")
	return exitStopped
}
