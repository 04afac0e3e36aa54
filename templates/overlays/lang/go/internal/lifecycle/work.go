package lifecycle

import (
	"context"
	"net/http"
)

// Work runs until SIGTERM or SIGINT and then finishes what is in hand:
//
//  1. readiness answers 503, and stop ends, so that no new work is taken;
//  2. what is in hand finishes, while the process still answers that it is alive;
//  3. telemetry is flushed;
//  4. the process exits with 0.
//
// A hard deadline, counted from the signal, leads to 1; what is in hand then is handed out again by its source. Work returns
// the exit code.
func (l Lifecycle) Work(ctx context.Context, server *http.Server, loop func(stop context.Context) error) int {
	stop, release := untilSignal(ctx)
	defer release()
	failed, err := l.listen(ctx, server)
	if err != nil {
		l.Logger.Error("the port cannot be opened", "error", err)
		return exitFailed
	}
	ended := make(chan error, 1)
	go func() { ended <- loop(stop) }()
	l.State.Ready()

	select {
	case err := <-failed:
		l.Logger.Error("the probes cannot be answered any more", "error", err)
		l.flush(ctx)
		return exitFailed
	case err := <-ended:
		// At the moment of the signal both may have happened.
		if stop.Err() == nil {
			l.Logger.Error("the loop ended by itself", "error", err)
			l.flush(ctx)
			return exitFailed
		}
		ended <- err
	case <-stop.Done():
	}

	l.State.Drain()
	deadline, cancel := l.deadline(ctx)
	defer cancel()
	l.Logger.Info("finishing what is in hand", "deadline", l.Config.ShutdownTimeout)
	select {
	case err := <-ended:
		if err != nil {
			l.Logger.Error("the loop failed", "error", err)
			l.flush(deadline)
			return exitFailed
		}
	case <-deadline.Done():
		l.Logger.Error("shutdown deadline exceeded")
		return exitFailed
	}
	l.flush(deadline)
	if err := server.Shutdown(deadline); err != nil {
		_ = server.Close()
		l.Logger.Error("shutdown deadline exceeded", "error", err)
		return exitFailed
	}
	l.Logger.Info("stopped")
	return exitStopped
}
