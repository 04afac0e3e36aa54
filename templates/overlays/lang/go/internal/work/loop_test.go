package work

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// script is a source that follows a plan; the clock of these tests is that of synctest, so nothing really waits.
type script struct {
	items []string
	fails int
	asked []time.Duration
	done  []string
	began time.Time
}

func (s *script) Take(context.Context) (Item, bool, error) {
	s.asked = append(s.asked, time.Since(s.began))
	if s.fails > 0 {
		s.fails--
		return Item{}, false, errors.New("no connection")
	}
	if len(s.items) == 0 {
		return Item{}, false, nil
	}
	item := Item{ID: s.items[0]}
	s.items = s.items[1:]
	return item, true, nil
}

func (s *script) Done(ctx context.Context, item Item) error {
	s.done = append(s.done, item.ID)
	return ctx.Err()
}

func loopOver(source Source, process func(context.Context, Item) error) Loop {
	return Loop{Source: source, Process: process, Logger: slog.New(slog.DiscardHandler), ItemLimit: time.Minute}
}

// run runs the loop for a time on the clock of synctest.
func run(t *testing.T, loop Loop, duration time.Duration) {
	t.Helper()
	stop, cancel := context.WithTimeout(t.Context(), duration)
	defer cancel()
	if err := loop.Run(stop); err != nil {
		t.Error(err)
	}
}

func TestItemsAreProcessedInOrderAndOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source := &script{items: []string{"a", "b", "c"}}
		var processed []string
		run(t, loopOver(source, func(_ context.Context, item Item) error {
			processed = append(processed, item.ID)
			return nil
		}), time.Second)
		want := []string{"a", "b", "c"}
		if !slices.Equal(processed, want) || !slices.Equal(source.done, want) {
			t.Errorf("processed %v, done %v", processed, source.done)
		}
	})
}

func TestTheItemInHandIsFinishedAndNoOtherIsTaken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source := &script{items: []string{"in hand", "next"}}
		began := time.Now()
		run(t, loopOver(source, func(ctx context.Context, _ Item) error {
			select {
			case <-time.After(30 * time.Second):
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		}), time.Second)
		if !slices.Equal(source.done, []string{"in hand"}) || !slices.Equal(source.items, []string{"next"}) {
			t.Errorf("done %v, left %v", source.done, source.items)
		}
		if took := time.Since(began); took != 30*time.Second {
			t.Errorf("the loop ended after %v", took)
		}
	})
}

func TestAnItemEndsAtItsLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source := &script{items: []string{"endless"}}
		var ended error
		run(t, loopOver(source, func(ctx context.Context, _ Item) error {
			<-ctx.Done()
			ended = ctx.Err()
			return ended
		}), time.Second)
		if !errors.Is(ended, context.DeadlineExceeded) || len(source.done) > 0 {
			t.Errorf("ended with %v, done %v", ended, source.done)
		}
	})
}

func TestAnItemThatFailsOrPanicsIsNotDoneAndTheNextOneIsTaken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source := &script{items: []string{"fails", "panics", "works"}}
		run(t, loopOver(source, func(_ context.Context, item Item) error {
			switch item.ID {
			case "fails":
				return errors.New("no")
			case "panics":
				panic("no")
			}
			return nil
		}), time.Minute)
		if !slices.Equal(source.done, []string{"works"}) {
			t.Errorf("done %v", source.done)
		}
	})
}

func TestPausesGrowWhileThereIsNothingToDo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source := &script{fails: 3, began: time.Now()}
		run(t, loopOver(source, nil), 30*time.Second)
		for index, want := range []time.Duration{0, 100, 300, 700, 1500, 3100, 6300, 11_300, 16_300} {
			if got := source.asked[index]; got != want*time.Millisecond {
				t.Errorf("asked for the %d. time after %v, want %v ms", index+1, got, int64(want))
			}
		}
	})
}
