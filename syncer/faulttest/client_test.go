package faulttest

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"time"

	"feyre/store"
)

// writeLimit bounds one write of a client, as a request's deadline would.
const writeLimit = 2 * time.Second

// client writes documents that are lists: every write adds an element, so that a lost one shows.
type client struct {
	live  store.Live
	log   *journal
	round string
	n     int
}

func newClient(live store.Live, log *journal, round string) *client {
	return &client{live: live, log: log, round: round}
}

// next is a value that nobody else writes.
func (c *client) next() string {
	c.n++
	return c.round + "." + strconv.Itoa(c.n)
}

func (c *client) write(ctx context.Context, users int, remove bool) error {
	for user := range users {
		if err := c.add(ctx, store.UserKey(uint64(user+1))); err != nil {
			return err
		}
	}
	if users == 0 {
		return nil
	}
	if err := errors.Join(c.add(ctx, store.TrackerKey(5)), c.count(ctx)); err != nil || !remove {
		return err
	}
	return c.come(ctx, store.UserKey(9_999))
}

// come adds to a document and deletes it.
func (c *client) come(ctx context.Context, doomed store.Key) error {
	if err := errors.Join(c.add(ctx, doomed), c.log.note("deleting", string(doomed), "-")); err != nil {
		return err
	}
	err := c.live.Update(ctx, doomed, func([]byte) ([]byte, error) { return nil, nil })
	if err != nil {
		return err
	}
	return c.log.note("delete", string(doomed), "-")
}

// keepWriting writes documents, counts and deletes until it is stopped, if it is to write. A store that can't be reached is told of
// by not acknowledging.
func (c *client) keepWriting(ctx context.Context, write bool) error {
	for n := 0; write && ctx.Err() == nil; n++ {
		if err := c.anything(context.WithoutCancel(ctx), n); err != nil && !errors.Is(err, store.ErrUnavailable) {
			return err
		}
		select {
		case <-ctx.Done():
		case <-time.After(time.Millisecond):
		}
	}
	return nil
}

// anything does the nth write of a mixture. Documents stay short.
func (c *client) anything(ctx context.Context, n int) error {
	ctx, cancel := context.WithTimeout(ctx, writeLimit)
	defer cancel()
	switch n % 8 {
	case 3:
		return c.count(ctx)
	case 6:
		return c.come(ctx, store.UserKey(uint64(1_000_000+c.n)))
	default:
		return c.add(ctx, store.UserKey(uint64(500+n%3+n/1_000*3)))
	}
}

// add appends a value to a document. It is tried before it is written, and acknowledged after.
func (c *client) add(ctx context.Context, key store.Key) error {
	value := c.next()
	if err := c.log.note("try", string(key), value); err != nil {
		return err
	}
	err := c.live.Update(ctx, key, func(old []byte) ([]byte, error) {
		var list []string
		if old != nil {
			if err := json.Unmarshal(old, &list); err != nil {
				return nil, err
			}
		}
		return json.Marshal(append(list, value))
	})
	if err != nil {
		return err
	}
	return c.log.note("ack", string(key), value)
}

// count counts a command for a new user of this round.
func (c *client) count(ctx context.Context) error {
	value := c.next()
	user := uint64(len(c.round)*1_000_000 + c.n)
	name := strconv.FormatUint(user, 10)
	if err := errors.Join(c.log.note("try", "user_set", name), c.log.note("try", "c_roll", value)); err != nil {
		return err
	}
	if err := c.live.Record(ctx, "roll", user); err != nil {
		return err
	}
	return errors.Join(c.log.note("ack", "user_set", name), c.log.note("ack", "c_roll", value))
}
