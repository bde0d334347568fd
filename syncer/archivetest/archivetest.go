// Package archivetest holds the contract of syncer.Archive and syncer.Lease as a test that every implementation runs.
package archivetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"feyre/syncer"
)

// Run tests archives. open returns one that is empty; called with the same place twice, it returns two handles of one archive.
func Run(t *testing.T, open func(t *testing.T, place string) syncer.Archive) {
	tests := []struct {
		name string
		test func(*testing.T, syncer.Archive)
	}{
		{"nothing there", nothingThere},
		{"put and get", putAndGet},
		{"names are taken once", takenOnce},
		{"fetch knows what is unchanged", fetchUnchanged},
		{"replace is conditional", replaceConditional},
		{"large blobs", largeBlob},
		{"list", list},
		{"delete", remove},
		{"an ended context ends the work", endedContext},
	}
	for i, c := range tests {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t, fmt.Sprintf("place%d", i))) })
	}
	t.Run("of racing replaces one wins", func(t *testing.T) {
		race(t, func() syncer.Archive { return open(t, "race") })
	})
}

func nothingThere(t *testing.T, a syncer.Archive) {
	_, err := a.Get(t.Context(), "base/0001/1-a.jsonl.zst")
	want(t, err, syncer.ErrNotFound)
	_, _, err = a.Fetch(t.Context(), "manifest.json", "")
	want(t, err, syncer.ErrNotFound)
	if names := namesOf(t, a, ""); len(names) != 0 {
		t.Errorf("an empty archive lists %v", names)
	}
	want(t, a.Delete(t.Context(), "delta/none"), nil)
}

func putAndGet(t *testing.T, a syncer.Archive) {
	for _, data := range [][]byte{{}, {0}, []byte("some\nlines\n")} {
		name := fmt.Sprintf("delta/%d", len(data))
		want(t, a.Put(t.Context(), name, data), nil)
		got, err := a.Get(t.Context(), name)
		want(t, err, nil)
		if !bytes.Equal(got, data) {
			t.Errorf("%s is %q, want %q", name, got, data)
		}
	}
}

func takenOnce(t *testing.T, a syncer.Archive) {
	want(t, a.Put(t.Context(), "delta/1", []byte("first")), nil)
	want(t, a.Put(t.Context(), "delta/1", []byte("second")), syncer.ErrExists)
	got, err := a.Get(t.Context(), "delta/1")
	want(t, err, nil)
	if string(got) != "first" {
		t.Errorf("a refused put changed the blob to %q", got)
	}
}

func fetchUnchanged(t *testing.T, a syncer.Archive) {
	etag, err := a.Replace(t.Context(), "manifest.json", []byte("one"), "")
	want(t, err, nil)
	data, fetched, err := a.Fetch(t.Context(), "manifest.json", "")
	want(t, err, nil)
	if string(data) != "one" || fetched != etag {
		t.Errorf("fetched %q with ETag %q, want one with %q", data, fetched, etag)
	}
	_, _, err = a.Fetch(t.Context(), "manifest.json", etag)
	want(t, err, syncer.ErrUnchanged)
	next, err := a.Replace(t.Context(), "manifest.json", []byte("two"), etag)
	want(t, err, nil)
	data, fetched, err = a.Fetch(t.Context(), "manifest.json", etag)
	want(t, err, nil)
	if string(data) != "two" || fetched != next {
		t.Errorf("fetched %q with ETag %q, want two with %q", data, fetched, next)
	}
}

func replaceConditional(t *testing.T, a syncer.Archive) {
	_, err := a.Replace(t.Context(), "manifest.json", []byte("x"), `"0x1"`)
	want(t, err, syncer.ErrConflict)
	first, err := a.Replace(t.Context(), "manifest.json", []byte("one"), "")
	want(t, err, nil)
	_, err = a.Replace(t.Context(), "manifest.json", []byte("other"), "")
	want(t, err, syncer.ErrConflict)
	_, err = a.Replace(t.Context(), "manifest.json", []byte("two"), first)
	want(t, err, nil)
	_, err = a.Replace(t.Context(), "manifest.json", []byte("stale"), first)
	want(t, err, syncer.ErrConflict)
	got, err := a.Get(t.Context(), "manifest.json")
	want(t, err, nil)
	if string(got) != "two" {
		t.Errorf("manifest is %q, want two", got)
	}
}

func largeBlob(t *testing.T, a syncer.Archive) {
	data := bytes.Repeat([]byte("0123456789abcdef"), 9<<20/16)
	want(t, a.Put(t.Context(), "base/0000/1-a.jsonl.zst", data), nil)
	got, err := a.Get(t.Context(), "base/0000/1-a.jsonl.zst")
	want(t, err, nil)
	if !bytes.Equal(got, data) {
		t.Errorf("%d bytes came back of %d", len(got), len(data))
	}
}

func list(t *testing.T, a syncer.Archive) {
	names := []string{"base/0001/1-a.jsonl.zst", "base/0001/2-b.jsonl.zst", "base/0010/1-a.jsonl.zst", "delta/1-a-0.jsonl.zst", "manifest.json"}
	for i, name := range names {
		want(t, a.Put(t.Context(), name, make([]byte, i)), nil)
	}
	for prefix, expect := range map[string][]string{"": names, "base/": names[:3], "base/0001/": names[:2], "manifest": names[4:], "x/": nil} {
		if got := namesOf(t, a, prefix); !slices.Equal(got, expect) {
			t.Errorf("below %q there are %v, want %v", prefix, got, expect)
		}
	}
	err := a.List(t.Context(), "", func(e syncer.Entry) error {
		if i := slices.Index(names, e.Name); int64(i) != e.Size {
			t.Errorf("%s has %d bytes, want %d", e.Name, e.Size, i)
		}
		// The service's clock has seconds only.
		if e.Age < -2*time.Second || e.Age > time.Minute {
			t.Errorf("%s is %v old", e.Name, e.Age)
		}
		return nil
	})
	want(t, err, nil)
	stop := errors.New("stop")
	want(t, a.List(t.Context(), "", func(syncer.Entry) error { return stop }), stop)
}

func remove(t *testing.T, a syncer.Archive) {
	want(t, a.Put(t.Context(), "delta/1", []byte("x")), nil)
	want(t, a.Delete(t.Context(), "delta/1"), nil)
	want(t, a.Delete(t.Context(), "delta/1"), nil)
	_, err := a.Get(t.Context(), "delta/1")
	want(t, err, syncer.ErrNotFound)
	want(t, a.Put(t.Context(), "delta/1", []byte("y")), nil)
}

func endedContext(t *testing.T, a syncer.Archive) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := a.Replace(ctx, "manifest.json", []byte("x"), "")
	want(t, err, context.Canceled)
}

func race(t *testing.T, open func() syncer.Archive) {
	const racers = 8
	var group sync.WaitGroup
	won := make(chan int, racers)
	for i := range racers {
		a := open()
		group.Go(func() {
			_, err := a.Replace(t.Context(), "manifest.json", fmt.Appendf(nil, "racer %d", i), "")
			if err == nil {
				won <- i
			} else if !errors.Is(err, syncer.ErrConflict) {
				t.Errorf("racer %d: %v", i, err)
			}
		})
	}
	group.Wait()
	if len(won) != 1 {
		t.Fatalf("%d of %d racers won", len(won), racers)
	}
	got, err := open().Get(t.Context(), "manifest.json")
	want(t, err, nil)
	if expect := fmt.Sprintf("racer %d", <-won); string(got) != expect {
		t.Errorf("manifest is %q, want %q", got, expect)
	}
}

func namesOf(t *testing.T, a syncer.Archive, prefix string) []string {
	t.Helper()
	var names []string
	err := a.List(t.Context(), prefix, func(e syncer.Entry) error {
		names = append(names, e.Name)
		return nil
	})
	want(t, err, nil)
	slices.Sort(names)
	return names
}

func want(t *testing.T, err, expect error) {
	t.Helper()
	if !errors.Is(err, expect) {
		t.Fatalf("error %v, want %v", err, expect)
	}
}
