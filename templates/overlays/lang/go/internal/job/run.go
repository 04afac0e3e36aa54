// Package job does its work in steps. Between two steps it is safe to stop.
package job

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
)

// ErrStopped says that there was more to do.
var ErrStopped = errors.New("stopped before all steps were done")

// Step is done as a whole. A run that was stopped is repeated from the first step, so a step must bear repetition.
type Step struct {
	Name string
	Do   func(context.Context) error
}

// Run does the steps in order. Once stop has ended the step in hand is finished, and no other one begins.
func Run(stop context.Context, logger *slog.Logger, steps []Step) error {
	ctx, span := otel.Tracer("job").Start(context.WithoutCancel(stop), "run")
	defer span.End()
	for _, step := range steps {
		if stop.Err() != nil {
			return fmt.Errorf("%w: %w before step %q", ErrStopped, context.Cause(stop), step.Name)
		}
		started := time.Now()
		logger.InfoContext(ctx, "step begins", "step", step.Name)
		if err := do(ctx, step); err != nil {
			span.SetStatus(codes.Error, err.Error())
			return fmt.Errorf("step %q: %w", step.Name, err)
		}
		logger.InfoContext(ctx, "step done", "step", step.Name, "duration", time.Since(started))
	}
	return nil
}

// do turns a panic into an error, so that the end of the run is logged and telemetry is flushed.
func do(ctx context.Context, step Step) (err error) {
	ctx, span := otel.Tracer("job").Start(ctx, step.Name)
	defer span.End()
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("panic: %v\n%s", cause, debug.Stack())
		}
	}()
	return step.Do(ctx)
}
