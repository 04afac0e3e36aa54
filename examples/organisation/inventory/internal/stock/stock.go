// Package stock counts articles.
package stock

import (
	"errors"
	"sync"
)

// ErrTooFew is returned when more is taken than there is.
var ErrTooFew = errors.New("not enough in stock")

// Shelf counts articles; it is safe for concurrent use.
type Shelf struct {
	mu     sync.Mutex
	counts map[string]int
}

// NewShelf returns a shelf with the given counts.
func NewShelf(counts map[string]int) *Shelf {
	shelf := &Shelf{counts: make(map[string]int, len(counts))}
	for article, count := range counts {
		shelf.counts[article] = count
	}
	return shelf
}

// Count returns how many there are.
func (s *Shelf) Count(article string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.counts[article]
}

// Take removes n of an article, or nothing and ErrTooFew.
func (s *Shelf) Take(article string, n int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n < 1 || s.counts[article] < n {
		return ErrTooFew
	}
	s.counts[article] -= n
	return nil
}
