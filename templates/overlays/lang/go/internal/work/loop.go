// Package work takes items from a source, one at a time, and processes them.
package work

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
)

const (
	shortestPause = 100 * time.Millisecond
	longestPause  = 5 * time.Second
)

// Item is one piece of work.
type Item struct {
	ID   string
	Body []byte
}

// Source hands out work, a queue for example.
type Source interface {
	// Take returns the next item; found is false when there is none right now. It may wait for one, but not beyond ctx.
	Take(ctx context.Context) (item Item, found bool, err error)
	// Done says that an item is processed. What is never done is handed out again, so processing must bear repetition.
	Done(ctx context.Context, item Item) error
}

// Loop processes what its source has.
type Loop struct {
	Source  Source
	Process func(ctx context.Context, item Item) error
	Logger  *slog.Logger
	// ItemLimit is how long one item may take.
	ItemLimit time.Duration
}

// Run takes items until stop ends, and then finishes the one in hand. While there is nothing to do, or nothing works, it
// waits longer and longer before it asks again.
func (l Loop) Run(stop context.Context) error {
	pause := shortestPause
	for stop.Err() == nil {
		if l.once(stop) {
			pause = shortestPause
			continue
		}
		select {
		case <-stop.Done():
		case <-time.After(pause):
		}
		pause = min(2*pause, longestPause)
	}
	return nil
}

// once is true when an item was processed.
func (l Loop) once(stop context.Context) bool {
	item, found, err := l.Source.Take(stop)
	if err != nil {
		if stop.Err() == nil {
			l.Logger.Error("the source does not answer", "error", err)
		}
		return false
	}
	if !found {
		return false
	}

	// The stop signal ends what is taken, not what is in hand.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(stop), l.ItemLimit)
	defer cancel()
	ctx, span := otel.Tracer("work").Start(ctx, "process item")
	defer span.End()
	started := time.Now()
	l.Logger.InfoContext(ctx, "item taken", "item", item.ID)
	if err := l.process(ctx, item); err != nil {
		span.SetStatus(codes.Error, err.Error())
		l.Logger.ErrorContext(ctx, "item failed", "item", item.ID, "error", err, "duration", time.Since(started))
		return false
	}
	// The item is processed: say so even when its time is over.
	if err := l.Source.Done(context.WithoutCancel(ctx), item); err != nil {
		l.Logger.ErrorContext(ctx, "item is processed and will be handed out again", "item", item.ID, "error", err)
		return false
	}
	l.Logger.InfoContext(ctx, "item processed", "item", item.ID, "duration", time.Since(started))
	return true
}

// process turns a panic into an error, so that one item does not end the work on all others.
func (l Loop) process(ctx context.Context, item Item) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("panic: %v\n%s", cause, debug.Stack())
		}
	}()
	return l.Process(ctx, item)
}
