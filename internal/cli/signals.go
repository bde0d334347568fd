package cli

import (
	"os"
	"syscall"
	"time"
)

// sameSignal is how long after the first signal another one is still the same: timeout(1) and terminals send to a process and to its group,
// and what started a process may pass on what the process was sent as well.
const sameSignal = 250 * time.Millisecond

// stopping lists the signals that ask the program to stop. A terminal that is closed sends SIGHUP, which nohup(1) has ignored.
func stopping(ignoresHangup bool) []os.Signal {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !ignoresHangup {
		signals = append(signals, syscall.SIGHUP)
	}
	return signals
}

// obey asks the program to stop at the first signal, and ends it at once at the next.
func obey(signals <-chan os.Signal, stop, end func()) {
	<-signals
	stop()
	for first := time.Now(); ; {
		<-signals
		if time.Since(first) >= sameSignal {
			end()
			return
		}
	}
}
