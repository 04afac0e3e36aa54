package stock

import (
	"errors"
	"testing"
)

func TestTake(t *testing.T) {
	shelf := NewShelf(map[string]int{"A-1": 2})
	if err := shelf.Take("A-1", 3); !errors.Is(err, ErrTooFew) {
		t.Fatalf("took more than there is: %v", err)
	}
	if err := shelf.Take("A-1", 2); err != nil {
		t.Fatal(err)
	}
	if got := shelf.Count("A-1"); got != 0 {
		t.Fatalf("count is %d", got)
	}
}
