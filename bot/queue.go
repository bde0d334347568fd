package bot

import "sync"

// keptIdle is how many goroutines stay for the next task: a new one would first have to grow its stack.
const keptIdle = 64

// queue holds tasks until they are done. It serves lanes (servers) in turn, bounds what a lane may have waiting and running, and starts
// no more than a fixed number of goroutines. When it is empty a few of them wait, until it is closed.
type queue struct {
	workers, capacity        int // in all
	laneWorkers, laneWaiting int // for each lane

	mu      sync.Mutex
	lanes   map[uint64]*lane
	turns   fifo[*lane] // lanes that have a task waiting and may run it
	waiting int
	running int
	idle    int        // of those that run: how many wait for a task and were not woken yet
	wake    *sync.Cond // on mu
	closed  bool
}

// lane is the tasks of one server.
type lane struct {
	key     uint64
	tasks   fifo[func()]
	running int
	queued  bool // in turns
}

func newQueue(workers, capacity int) *queue {
	q := &queue{
		workers: workers, laneWorkers: max(workers/4, 1),
		capacity: capacity, laneWaiting: max(capacity/8, 1),
		lanes: map[uint64]*lane{},
	}
	q.wake = sync.NewCond(&q.mu)
	return q
}

// push adds a task. It says false, and does nothing, where the queue or the lane is full.
func (q *queue) push(key uint64, task func()) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	l := q.lanes[key]
	if l == nil {
		l = &lane{key: key}
	}
	if q.waiting >= q.capacity || l.tasks.len() >= q.laneWaiting {
		return false
	}
	q.lanes[key] = l
	l.tasks.push(task)
	q.waiting++
	q.schedule(l)
	switch {
	case q.idle > 0:
		q.idle--
		q.wake.Signal()
	case q.running < q.workers:
		q.running++
		go q.work()
	}
	return true
}

// close lets the goroutines end that have nothing to do; what is pushed later is still done.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.idle = 0
	q.wake.Broadcast()
}

// schedule gives a lane a turn if it has something to do and may do it. The caller holds the lock.
func (q *queue) schedule(l *lane) {
	if !l.queued && l.tasks.len() > 0 && l.running < q.laneWorkers {
		l.queued = true
		q.turns.push(l)
	}
}

// work does tasks until there is none, and enough others wait for one.
func (q *queue) work() {
	for {
		l, task := q.take()
		if task == nil {
			return
		}
		task()
		q.done(l)
	}
}

func (q *queue) take() (*lane, func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.turns.len() == 0 {
		if q.closed || q.idle >= keptIdle {
			q.running--
			return nil, nil
		}
		q.idle++
		q.wake.Wait()
	}
	l := q.turns.pop()
	l.queued = false
	task := l.tasks.pop()
	l.running++
	q.waiting--
	q.schedule(l)
	return l, task
}

func (q *queue) done(l *lane) {
	q.mu.Lock()
	defer q.mu.Unlock()
	l.running--
	q.schedule(l)
	if l.running == 0 && l.tasks.len() == 0 {
		delete(q.lanes, l.key)
	}
}

// length is how many tasks wait.
func (q *queue) length() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.waiting
}

// fifo is a queue on a ring that grows as needed.
type fifo[T any] struct {
	ring  []T
	first int
	count int
}

func (f *fifo[T]) len() int { return f.count }

func (f *fifo[T]) push(v T) {
	if f.count == len(f.ring) {
		grown := make([]T, max(4, 2*f.count))
		for i := range f.count {
			grown[i] = f.ring[(f.first+i)%len(f.ring)]
		}
		f.ring, f.first = grown, 0
	}
	f.ring[(f.first+f.count)%len(f.ring)] = v
	f.count++
}

// pop takes the oldest; there has to be one.
func (f *fifo[T]) pop() T {
	var none T
	v := f.ring[f.first]
	f.ring[f.first] = none
	f.first = (f.first + 1) % len(f.ring)
	f.count--
	return v
}
