package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
)

var rates = map[string]float64{"EUR": 1, "USD": 1.08, "CHF": 0.94}

func main() {
	http.HandleFunc("/rates", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(rates)
	})
	http.HandleFunc("/ping", func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte("pong\n"))
	})
	port := os.Getenv("PORT")
	if port == "" {
		port = "8080"
	}
	log.Println("rates listens on " + port)
	log.Fatal(http.ListenAndServe(":"+port, nil))
}
