package faulttest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"syscall"
	"testing"
	"time"

	"feyre/store"
	"feyre/store/embedded"
	"feyre/store/redis"
	"feyre/syncer"
	"feyre/syncer/azure"
	"feyre/syncer/dir"
)

// childEnv holds the orders of a child process as JSON.
const childEnv = "FEYRE_FAULT_CHILD"

// orders tell a child process what to do: write, then do a pass or a restore, and perhaps die on the way.
type orders struct {
	Store    string        // path of the store's file
	Redis    string        // address of a server that is the store instead of a file
	Lease    leaseKind     // where the lease is; empty: none
	Journal  string        // path of the journal
	Archive  place         // where the archive is
	Round    string        // makes what this child writes unique
	Writes   int           // how many users' documents get a new value before the pass
	Delete   bool          // delete a document before the pass
	Later    time.Duration // how far the store's clock is ahead
	Older    time.Duration // how much older blobs look
	Restore  int64         // restore this generation instead of a pass
	Die      syncer.Step   // kill this process at this step
	DieAfter int           // let the step pass so many times first
	Pause    syncer.Step   // wait at this step until the journal's path with ".go" exists
}

// place names an archive.
type place struct {
	Dir   string
	Azure azure.Config
}

func (p place) open() (syncer.Archive, error) {
	if p.Dir != "" {
		return dir.Open(dir.Config{Path: p.Dir})
	}
	return azure.New(p.Azure, azure.Options{})
}

func TestMain(m *testing.M) {
	text := os.Getenv(childEnv)
	if text == "" {
		os.Exit(m.Run())
	}
	var o orders
	err := json.Unmarshal([]byte(text), &o)
	if err == nil {
		err = o.carryOut(context.Background())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func (o orders) carryOut(ctx context.Context) error {
	live, err := o.open(ctx)
	if err != nil {
		return err
	}
	archive, lease, err := o.Archive.openWithLease(o.Lease, live)
	if err != nil {
		return err
	}
	log, err := openJournal(o.Journal)
	if err != nil {
		return err
	}
	c := newClient(live, log, o.Round)
	if err := c.write(ctx, o.Writes, o.Delete); err != nil {
		return err
	}
	s := o.syncer(live, insistent{aged{archive, o.Older}, log}, lease)
	// A client goes on writing while the pass is under way.
	writing, stop := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() { done <- c.keepWriting(writing, o.Restore == 0) }()
	if o.Restore != 0 {
		_, err = s.Restore(ctx, o.Restore)
	} else {
		_, err = s.Once(ctx)
	}
	stop()
	err = errors.Join(err, <-done)
	if err == nil {
		_, err = s.Once(ctx) // as at a clean stop
	}
	return errors.Join(err, live.Close())
}

// open opens the store, whose clock may be ahead where it is a file.
func (o orders) open(ctx context.Context) (mirrored, error) {
	if o.Redis != "" {
		redis.LogTo(slog.New(slog.DiscardHandler))
		return redis.Open(ctx, redis.Config{Addrs: []string{o.Redis}}, redis.Options{})
	}
	return embedded.Open(embedded.Config{Path: o.Store}, embedded.Options{Clock: func() time.Time { return time.Now().Add(o.Later) }})
}

func (o orders) syncer(live syncer.Store, archive syncer.Archive, lease syncer.Lease) *syncer.Syncer {
	return syncer.New(syncer.Options{
		Config: syncer.DefaultConfig(), Store: live, Archive: archive, Lease: lease, Uniter: union{}, Hook: o.hook(),
	})
}

// hook dies or waits where the orders say so.
func (o orders) hook() func(syncer.Step) {
	passed := 0
	return func(at syncer.Step) {
		switch at {
		case o.Die:
			if passed++; passed > o.DieAfter {
				_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
				select {}
			}
		case o.Pause:
			awaitGo(o.Journal)
		}
	}
}

// aged is an archive whose blobs look older than they are.
type aged struct {
	syncer.Archive
	by time.Duration
}

func (a aged) List(ctx context.Context, prefix string, each func(syncer.Entry) error) error {
	return a.Archive.List(ctx, prefix, func(e syncer.Entry) error {
		e.Age += a.by
		return each(e)
	})
}

// union unites two lists.
type union struct{}

func (union) Unite(archived, stored store.Record) (json.RawMessage, error) {
	var a, s []string
	if err := errors.Join(json.Unmarshal(archived.Value, &a), json.Unmarshal(stored.Value, &s)); err != nil {
		return nil, err
	}
	for _, value := range a {
		if !slices.Contains(s, value) {
			s = append(s, value)
		}
	}
	return json.Marshal(s)
}
