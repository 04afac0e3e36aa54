package lifecycle

import (
	"context"
	"errors"
)

var errTimeout = errors.New("the run took longer than it may")

// Run runs the job once. It returns 0 when the job has done all of its work, otherwise 1.
//
// SIGTERM, SIGINT and the time limit of the run end stop. The job then stops at its next safe point and says so with an
// error, so that the platform sees that it did not finish. A hard deadline, counted from that moment, ends the process.
func (l Lifecycle) Run(ctx context.Context, job func(stop context.Context) error) int {
	signalled, release := untilSignal(ctx)
	defer release()
	stop, cancelStop := context.WithTimeoutCause(signalled, l.Config.RunTimeout, errTimeout)
	defer cancelStop()

	l.Logger.Info("started")
	ended := make(chan error, 1)
	go func() { ended <- job(stop) }()
	select {
	case err := <-ended:
		return l.end(ctx, err)
	case <-stop.Done():
	}

	deadline, cancel := l.deadline(ctx)
	defer cancel()
	l.Logger.Warn("stopping at the next safe point", "cause", context.Cause(stop), "deadline", l.Config.ShutdownTimeout)
	select {
	case err := <-ended:
		return l.end(deadline, err)
	case <-deadline.Done():
		l.Logger.Error("shutdown deadline exceeded")
		return exitFailed
	}
}

func (l Lifecycle) end(ctx context.Context, err error) int {
	if err != nil {
		l.Logger.Error("the job did not finish", "error", err)
	} else {
		l.Logger.Info("the job is done")
	}
	l.flush(ctx)
	if err != nil {
		return exitFailed
	}
	return exitStopped
}
