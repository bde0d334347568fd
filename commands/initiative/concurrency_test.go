package initiative

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/internal/testredis"
	"feyre/store/redis"
)

// crowd is how many act at once.
const crowd = 50

// together runs do for everybody in the crowd at the same time.
func together(do func(i int)) {
	var all sync.WaitGroup
	ready := make(chan struct{})
	for i := range crowd {
		all.Go(func() {
			<-ready
			do(i)
		})
	}
	close(ready)
	all.Wait()
}

// insist asks until the store isn't busy.
func (s seats) insist(req backend.Request) reply.Reply {
	for {
		answer := s.bus.Handle(s.Context(), req)
		if !strings.HasPrefix(body(answer), "Too many people changed") {
			return answer
		}
	}
}

func testConcurrency(t *testing.T, newTable func(t *testing.T) seats) {
	t.Run("all press the same Next", func(t *testing.T) {
		s := newTable(t)
		s.does(master, "join character:A roll:9 count:3")
		s.does(master, "settings open:true")
		message := s.does(master, "next")
		turn := message.Buttons[1]
		var advanced, told atomic.Int64
		together(func(i int) {
			answer := s.insist(pressed(uint64(i+1), message, turn))
			switch {
			case !answer.Private:
				advanced.Add(1)
			case body(answer) == "That turn is over: it is now the turn of A 2.":
				told.Add(1)
			default:
				t.Errorf("a press was answered %s", body(answer))
			}
		})
		if advanced.Load() != 1 || told.Load() != crowd-1 {
			t.Errorf("%d presses advanced it and %d were told, want 1 and %d", advanced.Load(), told.Load(), crowd-1)
		}
	})

	t.Run("all say next", func(t *testing.T) {
		s := newTable(t)
		s.does(master, "join character:A roll:9 count:7")
		s.does(master, "settings open:true")
		together(func(i int) { s.insist(request(uint64(i+1), "next")) })
		tracker := s.tracker()
		if tracker.Round != 1+(crowd-1)/7 || tracker.find(tracker.Turn).Name != fmt.Sprintf("A %d", 1+(crowd-1)%7) || tracker.Serial != crowd {
			t.Errorf("after %d turns it is %s, serial %d", crowd, show(&tracker), tracker.Serial)
		}
	})

	t.Run("all join", func(t *testing.T) {
		s := newTable(t)
		var refused atomic.Int64
		together(func(i int) {
			if answer := s.insist(request(uint64(i+1), fmt.Sprintf("join character:N%d roll:%d", i, i%5))); answer.Private {
				refused.Add(1)
			}
		})
		tracker := s.tracker()
		if len(tracker.Combatants) != maxCombatants || refused.Load() != crowd-maxCombatants || len(tracker.Undo) != maxUndo {
			t.Errorf("%d joined, %d were refused, %d steps are kept", len(tracker.Combatants), refused.Load(), len(tracker.Undo))
		}
		known := map[string]bool{}
		for _, c := range tracker.Combatants {
			known[c.Name] = true
		}
		if len(known) != maxCombatants {
			t.Errorf("%d different names joined, want %d", len(known), maxCombatants)
		}
	})

	t.Run("some join and leave while others press", func(t *testing.T) {
		s := newTable(t)
		s.does(master, "join character:A roll:9 count:3")
		s.does(master, "settings open:true")
		together(func(i int) {
			user := uint64(i + 1)
			switch i % 3 {
			case 0:
				s.insist(request(user, "next"))
			case 1:
				s.insist(request(user, fmt.Sprintf("join character:S%d roll:%d", i, i)))
			default:
				s.insist(request(user, fmt.Sprintf("join character:L%d roll:%d", i, i)))
				s.insist(request(user, fmt.Sprintf("leave character:L%d", i)))
			}
		})
		tracker := s.tracker()
		stayed := 0
		for _, c := range tracker.Combatants {
			if c.Name[0] == 'L' {
				t.Errorf("%s left and is there", c.Name)
			}
			if c.Name[0] == 'S' {
				stayed++
			}
		}
		if want := crowd / 3; stayed < want || tracker.find(tracker.Turn) == nil {
			t.Errorf("%d stayed, want at least %d; it is %s", stayed, want, show(&tracker))
		}
	})
}

func TestConcurrencyEmbedded(t *testing.T) { testConcurrency(t, newSeats) }

// Over Redis the people come by two processes.
func TestConcurrencyRedis(t *testing.T) {
	server := testredis.Start(t, testredis.Options{})
	testConcurrency(t, func(t *testing.T) seats {
		t.Helper()
		server.Empty()
		open := func() seats {
			live, err := redis.Open(t.Context(), redis.Config{Addrs: []string{server.Addr()}}, redis.Options{})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = live.Close() })
			return around(t, live)
		}
		s, other := open(), open()
		s.bus = halves{s.bus, other.bus}
		return s
	})
}

// halves is a Bus of two processes that share a store; users go to either.
type halves struct {
	backend.Bus
	other backend.Bus
}

func (h halves) Handle(ctx context.Context, req backend.Request) reply.Reply {
	if req.User%2 == 0 {
		return h.other.Handle(ctx, req)
	}
	return h.Bus.Handle(ctx, req)
}
