// Command inventory serves stock counts over HTTP.
package main

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"example.com/shop/inventory/internal/stock"
)

func main() {
	logger := slog.New(slog.NewJSONHandler(os.Stdout, nil))
	shelf := stock.NewShelf(map[string]int{"A-1": 120, "B-7": 3})

	mux := http.NewServeMux()
	mux.HandleFunc("GET /livez", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok")) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ready")) })
	mux.HandleFunc("GET /stock/{article}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]int{"count": shelf.Count(r.PathValue("article"))})
	})
	server := &http.Server{
		Addr:              ":8080",
		Handler:           mux,
		ReadHeaderTimeout: 5 * time.Second,
		IdleTimeout:       75 * time.Second,
	}

	stopped, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	go func() {
		<-stopped.Done()
		limit, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		_ = server.Shutdown(limit)
	}()
	logger.Info("listening", "address", server.Addr)
	if err := server.ListenAndServe(); err != http.ErrServerClosed {
		logger.Error("stopped", "error", err)
		os.Exit(1)
	}
}
