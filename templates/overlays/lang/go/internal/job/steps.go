package job

import (
	"context"
	"log/slog"
)

// Steps is what this job does. Replace them by yours; give ctx to everything they call.
func Steps(logger *slog.Logger) []Step {
	return []Step{
		{Name: "collect", Do: func(ctx context.Context) error {
			logger.DebugContext(ctx, "nothing to collect yet")
			return nil
		}},
		{Name: "publish", Do: func(ctx context.Context) error {
			logger.DebugContext(ctx, "nothing to publish yet")
			return nil
		}},
	}
}
