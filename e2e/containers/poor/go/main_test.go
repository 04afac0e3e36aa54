package main

import "testing"

func TestRatesHaveABase(t *testing.T) {
	if rates["EUR"] != 1 {
		t.Fatal("the base is EUR")
	}
}
