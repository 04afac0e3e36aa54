package work

import (
	"context"
	"log/slog"
)

// Empty is a source that never has anything, so that the worker runs before it has a real one. Replace it by yours.
type Empty struct{}

// Take finds nothing.
func (Empty) Take(context.Context) (Item, bool, error) { return Item{}, false, nil }

// Done is never called.
func (Empty) Done(context.Context, Item) error { return nil }

// Process is what is done with one item. Replace it by yours; give ctx to everything it calls, and bear repetition.
func Process(logger *slog.Logger) func(context.Context, Item) error {
	return func(ctx context.Context, item Item) error {
		logger.InfoContext(ctx, "nothing is done with this item yet", "item", item.ID, "bytes", len(item.Body))
		return nil
	}
}
