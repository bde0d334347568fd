package bot

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// responseDoor is the door of an interaction that came over HTTP: its first answer is the answer to that request.
type responseDoor struct {
	answers chan payload
	written chan error

	mu     sync.Mutex
	served bool // the request was answered or given up
}

var _ door = (*responseDoor)(nil)

var errServed = errors.New("the request that brought the interaction is over")

func newResponseDoor() *responseDoor {
	return &responseDoor{answers: make(chan payload, 1), written: make(chan error, 1)}
}

// open hands the answer to the waiting request, and returns when it was written.
func (d *responseDoor) open(ctx context.Context, body payload, _ bool) (uint64, error) {
	d.mu.Lock()
	served := d.served
	d.served = true
	d.mu.Unlock()
	if served {
		return 0, errServed
	}
	d.answers <- body
	select {
	case err := <-d.written:
		return 0, err
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

// serve waits for the answer and writes it.
func (d *responseDoor) serve(out http.ResponseWriter, until time.Time) {
	timer := time.NewTimer(time.Until(until))
	defer timer.Stop()
	select {
	case body := <-d.answers:
		d.written <- write(out, body)
	case <-timer.C:
		if d.giveUp() {
			http.Error(out, "no answer in time", http.StatusGatewayTimeout)
			return
		}
		d.written <- write(out, <-d.answers)
	}
}

// write answers, and sends what it wrote on its way: what follows over the REST API must not overtake it.
func write(out http.ResponseWriter, body payload) error {
	out.Header().Set("Content-Type", body.contentType)
	out.Header().Set("Content-Length", strconv.Itoa(len(body.data)))
	if _, err := out.Write(body.data); err != nil {
		return err
	}
	return http.NewResponseController(out).Flush()
}

// giveUp closes the door; it says false where an answer is on its way already.
func (d *responseDoor) giveUp() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.served {
		return false
	}
	d.served = true
	return true
}
