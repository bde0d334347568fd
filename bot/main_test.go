package bot

import (
	"flag"
	"os"
	"testing"
)

// TestMain lets many tests run side by side: most of them wait for a socket. A process that a test started of this binary does what it
// was started for instead.
func TestMain(m *testing.M) {
	if child := os.Getenv(childVariable); child != "" {
		os.Exit(children[child]())
	}
	flag.Parse()
	_ = flag.Set("test.parallel", "12")
	os.Exit(m.Run())
}
