package cli

import (
	"os"
	"slices"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// Signals that come together are one; a later one ends the program.
func TestObey(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		signals := make(chan os.Signal)
		stopped, ended := 0, 0
		go obey(signals, func() { stopped++ }, func() { ended++ })
		send := func(after time.Duration, wantStopped, wantEnded int) {
			time.Sleep(after) // of the bubble's clock
			signals <- syscall.SIGTERM
			synctest.Wait()
			if stopped != wantStopped || ended != wantEnded {
				t.Fatalf("stopped %d times, ended %d times, want %d and %d", stopped, ended, wantStopped, wantEnded)
			}
		}
		send(time.Hour, 1, 0)
		send(0, 1, 0)
		send(sameSignal-1, 1, 0)
		send(1, 1, 1)
	})
}

// A closed terminal ends the program as well as SIGTERM does, unless nohup(1) says otherwise.
func TestHangupStops(t *testing.T) {
	for _, ignored := range []bool{false, true} {
		if got := slices.Contains(stopping(ignored), os.Signal(syscall.SIGHUP)); got == ignored {
			t.Errorf("ignored %v, obeyed %v", ignored, got)
		}
	}
}
