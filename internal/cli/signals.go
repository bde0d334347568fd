package cli

import (
	"os"
	"time"
)

// sameSignal is how long after the first signal another one is still the same: timeout(1) and terminals send to a process and to its group,
// and what started a process may pass on what the process was sent as well.
const sameSignal = 250 * time.Millisecond

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
