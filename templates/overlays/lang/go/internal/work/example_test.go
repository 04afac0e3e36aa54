package work

import (
	"log/slog"
	"testing"
)

func TestTheExampleSourceIsEmpty(t *testing.T) {
	if item, found, err := (Empty{}).Take(t.Context()); found || err != nil {
		t.Errorf("got %v, %v, %v", item, found, err)
	}
}

func TestTheExampleProcessesAnItem(t *testing.T) {
	if err := Process(slog.New(slog.DiscardHandler))(t.Context(), Item{ID: "1", Body: []byte("{}")}); err != nil {
		t.Error(err)
	}
}
