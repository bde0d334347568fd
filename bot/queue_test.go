package bot

import (
	"slices"
	"sync"
	"testing"
)

// With one worker the lanes are served in turn, however much one of them has waiting.
func TestQueueIsFair(t *testing.T) {
	t.Parallel()
	q := newQueue(1, 1000)
	var (
		mu    sync.Mutex
		order []uint64
		hold  = make(chan struct{})
		done  sync.WaitGroup
	)
	task := func(key uint64) func() {
		done.Add(1)
		return func() {
			defer done.Done()
			<-hold
			mu.Lock()
			defer mu.Unlock()
			order = append(order, key)
		}
	}
	for range 100 {
		if !q.push(1, task(1)) {
			t.Fatal("no room")
		}
	}
	for range 2 {
		q.push(2, task(2))
		q.push(3, task(3))
	}
	close(hold)
	done.Wait()
	for _, quiet := range []uint64{2, 3} {
		if at := slices.Index(order, quiet); at > 6 {
			t.Errorf("lane %d is served after %d tasks of a busy one", quiet, at)
		}
	}
	if len(order) != 104 {
		t.Errorf("%d of 104 tasks done", len(order))
	}
}

func TestQueueIsBounded(t *testing.T) {
	t.Parallel()
	q := newQueue(8, 80)
	hold := make(chan struct{})
	var done sync.WaitGroup
	push := func(key uint64) bool {
		done.Add(1)
		if q.push(key, func() { defer done.Done(); <-hold }) {
			return true
		}
		done.Done()
		return false
	}
	busy := 0
	for push(1) {
		busy++
	}
	if most := q.laneWorkers + q.laneWaiting; busy > most || busy < q.laneWaiting {
		t.Errorf("one lane got %d tasks in, want at most %d", busy, most)
	}
	if !push(2) {
		t.Error("a full lane keeps others out")
	}
	for key := uint64(3); key < 200; key++ {
		push(key)
	}
	if n := q.length(); n > 80 {
		t.Errorf("%d tasks wait", n)
	}
	if push(1000) {
		t.Error("the queue has no bound")
	}
	close(hold)
	done.Wait()
}

// Slow tasks of one lane leave workers to the others.
func TestQueueKeepsWorkersForOthers(t *testing.T) {
	t.Parallel()
	q := newQueue(8, 1000)
	hold := make(chan struct{})
	var done sync.WaitGroup
	for range 50 {
		done.Add(1)
		q.push(1, func() { defer done.Done(); <-hold })
	}
	quick := make(chan struct{})
	q.push(2, func() { close(quick) })
	<-quick
	close(hold)
	done.Wait()
}

func TestQueueRunsEverythingOnce(t *testing.T) {
	t.Parallel()
	q := newQueue(16, 100_000)
	var (
		mu   sync.Mutex
		ran  = map[int]int{}
		done sync.WaitGroup
		from sync.WaitGroup
	)
	for pusher := range 8 {
		from.Go(func() {
			for i := range 500 {
				done.Add(1)
				n := pusher*500 + i
				ok := q.push(uint64(i%7), func() {
					defer done.Done()
					mu.Lock()
					defer mu.Unlock()
					ran[n]++
				})
				if !ok {
					done.Done()
					t.Error("no room")
				}
			}
		})
	}
	from.Wait()
	done.Wait()
	if len(ran) != 4000 {
		t.Errorf("%d of 4000 tasks ran", len(ran))
	}
	for n, times := range ran {
		if times != 1 {
			t.Errorf("task %d ran %d times", n, times)
		}
	}
	waitFor(t, func() bool {
		q.mu.Lock()
		defer q.mu.Unlock()
		return len(q.lanes) == 0 && q.running == q.idle && q.idle <= keptIdle
	})
	q.close()
	waitFor(t, func() bool {
		q.mu.Lock()
		defer q.mu.Unlock()
		return q.running == 0
	})
	if ran := make(chan struct{}); !q.push(1, func() { close(ran) }) {
		t.Error("no room once it is closed")
	} else {
		<-ran
	}
}
