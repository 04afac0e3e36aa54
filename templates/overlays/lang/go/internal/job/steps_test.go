package job

import "testing"

func TestTheStepsOfThisJobSucceed(t *testing.T) {
	if err := Run(t.Context(), silent, Steps(silent)); err != nil {
		t.Error(err)
	}
}
