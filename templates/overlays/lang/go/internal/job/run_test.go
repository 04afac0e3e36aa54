package job

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"
)

var silent = slog.New(slog.DiscardHandler)

// recording returns a step that notes that it was done.
func recording(done *[]string, name string) Step {
	return Step{Name: name, Do: func(context.Context) error {
		*done = append(*done, name)
		return nil
	}}
}

func TestAllStepsAreDoneInOrder(t *testing.T) {
	var done []string
	err := Run(t.Context(), silent, []Step{recording(&done, "a"), recording(&done, "b"), recording(&done, "c")})
	if err != nil || !slices.Equal(done, []string{"a", "b", "c"}) {
		t.Errorf("done %v, %v", done, err)
	}
}

func TestTheStepInHandIsFinishedAndNoOtherBegins(t *testing.T) {
	stop, cancel := context.WithCancelCause(t.Context())
	why := errors.New("the node goes away")
	var done []string
	err := Run(stop, silent, []Step{
		recording(&done, "a"),
		{Name: "in hand", Do: func(ctx context.Context) error {
			cancel(why)
			done = append(done, "in hand")
			return ctx.Err()
		}},
		recording(&done, "never"),
	})
	if !errors.Is(err, ErrStopped) || !errors.Is(err, why) || !slices.Equal(done, []string{"a", "in hand"}) {
		t.Errorf("done %v, %v", done, err)
	}
}

func TestAStopAfterTheLastStepIsASuccess(t *testing.T) {
	stop, cancel := context.WithCancel(t.Context())
	err := Run(stop, silent, []Step{{Name: "last", Do: func(context.Context) error {
		cancel()
		return nil
	}}})
	if err != nil {
		t.Error(err)
	}
}

func TestAStepThatFailsOrPanicsEndsTheRun(t *testing.T) {
	no := errors.New("no")
	for _, do := range []func(context.Context) error{
		func(context.Context) error { return no },
		func(context.Context) error { panic("no") },
	} {
		var done []string
		err := Run(t.Context(), silent, []Step{{Name: "breaks", Do: do}, recording(&done, "never")})
		if err == nil || !strings.Contains(err.Error(), `step "breaks"`) || !strings.Contains(err.Error(), "no") || len(done) > 0 {
			t.Errorf("done %v, %v", done, err)
		}
	}
}
