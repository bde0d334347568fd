package bot

import "time"

// Timing is every wait and bound in time of the face. Zero fields take their default.
type Timing struct {
	// Hello bounds the wait for a connection and for HELLO on it; Ready the wait for READY or RESUMED; Close a write to the gateway.
	Hello, Ready, Close time.Duration
	// Identify is the time between two identifies of one bucket.
	Identify time.Duration
	// Reconnect and ReconnectMost are the first and the longest wait between attempts that fail.
	Reconnect, ReconnectMost time.Duration
	// Stable is how long a session has to last for its failures to be forgotten.
	Stable time.Duration

	// Answer is how long Discord waits for the first answer to an interaction.
	Answer time.Duration
	// Attempt bounds one attempt of a first answer, REST one attempt of any other call.
	Attempt, REST time.Duration
	// Defer is how long after its arrival an interaction is deferred that has no answer yet.
	Defer time.Duration
	// Request is the deadline of a request, from its arrival.
	Request time.Duration
	// Drain is how long Stop waits at most for what is in flight.
	Drain time.Duration
	// Census is how often Discord is asked for the number of servers.
	Census time.Duration
}

func (t Timing) withDefaults() Timing {
	for _, field := range []struct {
		value    *time.Duration
		standard time.Duration
	}{
		{&t.Hello, 15 * time.Second},
		{&t.Ready, time.Minute},
		{&t.Close, 5 * time.Second},
		{&t.Identify, identifyEvery + identifyEvery/20},
		{&t.Reconnect, time.Second},
		{&t.ReconnectMost, time.Minute},
		{&t.Stable, 30 * time.Second},
		{&t.Answer, answerWithin},
		{&t.Attempt, 1200 * time.Millisecond},
		{&t.REST, 15 * time.Second},
		{&t.Defer, 1800 * time.Millisecond},
		{&t.Request, 10 * time.Second},
		{&t.Drain, 10 * time.Second},
		{&t.Census, time.Hour},
	} {
		if *field.value == 0 {
			*field.value = field.standard
		}
	}
	return t
}
