package redis

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"feyre/store"
)

// line is a server that answers when it is told to.
type line struct {
	mu    sync.Mutex
	sizes []int
	begun chan struct{} // one for each flush that has begun
	reply chan error
}

func newLine() *line { return &line{begun: make(chan struct{}, 64), reply: make(chan error, 64)} }

func (l *line) flush(_ context.Context, items []int) error {
	l.mu.Lock()
	l.sizes = append(l.sizes, len(items))
	l.mu.Unlock()
	l.begun <- struct{}{}
	return <-l.reply
}

// waitFor returns when so many requests wait.
func (b *batcher[T]) waitFor(t *testing.T, n int) {
	t.Helper()
	for {
		b.mu.Lock()
		waiting := len(b.waiting)
		b.mu.Unlock()
		if waiting == n {
			return
		}
		if t.Context().Err() != nil {
			t.Fatalf("%d wait, not %d", waiting, n)
		}
	}
}

// busy makes one request be under way and n wait.
func busy(t *testing.T, b *batcher[int], l *line, n int) (answers chan error) {
	t.Helper()
	answers = make(chan error, n+1)
	ask := func() { answers <- b.do(t.Context(), 1) }
	go ask()
	<-l.begun
	for range n {
		go ask()
	}
	b.waitFor(t, n)
	return answers
}

func TestBatchAlone(t *testing.T) {
	t.Parallel()
	type key struct{}
	ctx := context.WithValue(t.Context(), key{}, true)
	b := newBatcher(func(ctx context.Context, items []int) error {
		if ctx.Value(key{}) != true || !slices.Equal(items, []int{7}) {
			t.Errorf("got %v", items)
		}
		return nil
	})
	for range 3 {
		if err := b.do(ctx, 7); err != nil {
			t.Error(err)
		}
	}
}

func TestBatchTogether(t *testing.T) {
	t.Parallel()
	l := newLine()
	b := newBatcher(l.flush)
	answers := busy(t, b, l, 300)
	for range 4 {
		l.reply <- nil
	}
	for range 301 {
		if err := <-answers; err != nil {
			t.Error(err)
		}
	}
	if want := []int{1, maxBatch, maxBatch, 300 - 2*maxBatch}; !slices.Equal(l.sizes, want) {
		t.Errorf("batches of %v, want %v", l.sizes, want)
	}
}

func TestBatchFails(t *testing.T) {
	t.Parallel()
	l := newLine()
	b := newBatcher(l.flush)
	answers := busy(t, b, l, 2)
	broken := errors.New("broken")
	l.reply <- nil
	l.reply <- broken
	var failed int
	for range 3 {
		if errors.Is(<-answers, broken) {
			failed++
		}
	}
	if failed != 2 {
		t.Errorf("%d failed", failed)
	}
	l.reply <- nil
	if err := b.do(t.Context(), 1); err != nil {
		t.Error(err)
	}
}

func TestBatchGivenUp(t *testing.T) {
	t.Parallel()
	l := newLine()
	b := newBatcher(l.flush)
	answers := busy(t, b, l, 0)
	ctx, cancel := context.WithCancel(t.Context())
	go func() { answers <- b.do(ctx, 2) }()
	b.waitFor(t, 1)
	cancel()
	if err := <-answers; !errors.Is(err, store.ErrUnavailable) || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	go func() { answers <- b.do(t.Context(), 3) }()
	b.waitFor(t, 2)
	l.reply <- nil
	l.reply <- nil
	if err := errors.Join(<-answers, <-answers); err != nil {
		t.Error(err)
	}
	if want := []int{1, 1}; !slices.Equal(l.sizes, want) {
		t.Errorf("batches of %v, want %v", l.sizes, want)
	}
}

// Who gives up while the request is under way learns what became of it where that is wanted, and goes at once where it isn't.
func TestBatchGivenUpUnderWay(t *testing.T) {
	t.Parallel()
	for _, certain := range []bool{true, false} {
		t.Run(fmt.Sprint(certain), func(t *testing.T) {
			t.Parallel()
			l := newLine()
			b := newBatcher(l.flush)
			b.certain = certain
			answers := busy(t, b, l, 0)
			ctx, cancel := context.WithCancel(t.Context())
			given := make(chan error)
			go func() { given <- b.do(ctx, 2) }()
			b.waitFor(t, 1)
			l.reply <- nil
			<-l.begun // now it is under way
			cancel()
			if !certain {
				if err := <-given; !errors.Is(err, context.Canceled) {
					t.Errorf("got %v", err)
				}
			}
			broken := errors.New("broken")
			l.reply <- broken
			if certain {
				if err := <-given; !errors.Is(err, broken) {
					t.Errorf("got %v", err)
				}
			}
			if err := <-answers; err != nil {
				t.Error(err)
			}
		})
	}
}

// One that is sent by its own caller is under way from the beginning.
func TestBatchGivenUpAlone(t *testing.T) {
	t.Parallel()
	for _, certain := range []bool{true, false} {
		ctx, cancel := context.WithCancel(t.Context())
		b := newBatcher(func(ctx context.Context, _ []int) error {
			cancel()
			return ctx.Err()
		})
		b.certain = certain
		if err := b.do(ctx, 1); (err == nil) != certain {
			t.Errorf("certain %v: %v", certain, err)
		}
	}
}

func TestBatchCrowd(t *testing.T) {
	t.Parallel()
	l := newLine()
	b := newBatcher(l.flush)
	answers := busy(t, b, l, maxWaiting)
	if err := b.do(t.Context(), 1); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("one too many: %v", err)
	}
	for range 1 + maxWaiting/maxBatch {
		l.reply <- nil
	}
	for range maxWaiting + 1 {
		if err := <-answers; err != nil {
			t.Error(err)
		}
	}
}

func TestBatchClose(t *testing.T) {
	t.Parallel()
	l := newLine()
	b := newBatcher(l.flush)
	answers := busy(t, b, l, 1)
	closed := make(chan struct{})
	go func() {
		b.close()
		close(closed)
	}()
	l.reply <- nil
	l.reply <- nil
	<-closed
	if err := errors.Join(<-answers, <-answers); err != nil {
		t.Errorf("under way: %v", err)
	}
	if err := b.do(t.Context(), 1); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("later: %v", err)
	}
}

func TestTally(t *testing.T) {
	t.Parallel()
	var sum tally
	sum.add("c_roll", 1)
	sum.add("c_init", 2)
	sum.add("c_roll", 1)
	if !slices.Equal(sum.counters, []store.Key{"c_roll", "c_init"}) || !slices.Equal(sum.counts, []int64{2, 1}) ||
		!slices.Equal(sum.users, []uint64{1, 2, 1}) {
		t.Errorf("got %+v", sum)
	}
}
