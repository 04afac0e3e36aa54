package health

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func statusOf(t *testing.T, handler http.HandlerFunc) (status int, body string) {
	t.Helper()
	recorder := httptest.NewRecorder()
	handler(recorder, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", http.NoBody))
	return recorder.Code, recorder.Body.String()
}

func TestReadinessFollowsThePhaseAndLivenessDoesNot(t *testing.T) {
	var state State
	for _, step := range []struct {
		move   func()
		status int
		body   string
	}{
		{func() {}, http.StatusServiceUnavailable, `{"status":"starting"}`},
		{state.Ready, http.StatusOK, `{"status":"ready"}`},
		{state.Drain, http.StatusServiceUnavailable, `{"status":"draining"}`},
		{state.Ready, http.StatusServiceUnavailable, `{"status":"draining"}`},
	} {
		step.move()
		if status, body := statusOf(t, state.Readiness); status != step.status || body != step.body {
			t.Errorf("readiness is %d %s, want %d %s", status, body, step.status, step.body)
		}
		if status, body := statusOf(t, state.Live); status != http.StatusOK || body != `{"status":"ok"}` {
			t.Errorf("liveness is %d %s", status, body)
		}
	}
}

func TestASignalDuringTheStartIsNotForgotten(t *testing.T) {
	var state State
	state.Drain()
	state.Ready()
	if !state.Draining() {
		t.Error("the process is ready although it was told to stop")
	}
}
