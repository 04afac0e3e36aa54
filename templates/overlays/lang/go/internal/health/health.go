// Package health says whether the process is alive and whether to send requests to it.
package health

import (
	"net/http"
	"sync/atomic"
)

const (
	starting int32 = iota
	ready
	draining
)

var names = map[int32]string{starting: "starting", ready: "ready", draining: "draining"}

// State is where the process is in its life. The lifecycle moves it, readiness answers from it. It only moves forward.
type State struct{ phase atomic.Int32 }

// Ready ends the start.
func (s *State) Ready() { s.phase.CompareAndSwap(starting, ready) }

// Drain begins the stop.
func (s *State) Drain() { s.phase.Store(draining) }

// Draining is true from the stop signal on.
func (s *State) Draining() bool { return s.phase.Load() == draining }

// Live says that the process can serve. It looks at no dependency, so that a slow database never restarts the process.
func (s *State) Live(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, "ok")
}

// Readiness says whether to send requests here: not before the start is finished, and not from the stop signal on.
func (s *State) Readiness(w http.ResponseWriter, _ *http.Request) {
	phase := s.phase.Load()
	status := http.StatusServiceUnavailable
	if phase == ready {
		status = http.StatusOK
	}
	answer(w, status, names[phase])
}

func answer(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(`{"status":"` + text + `"}`))
}
