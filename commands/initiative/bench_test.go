package initiative

import (
	"testing"

	"feyre/backend"
	"feyre/store"
	"feyre/store/embedded"
)

// BenchmarkNext is one turn, from the request to the reply, in a fight as most are and in the largest there can be.
func BenchmarkNext(b *testing.B) {
	small := &Tracker{}
	eventsOf(small, "join A 20; join B 15; join C 10; join D 5; next")
	for name, fight := range map[string]*Tracker{"four": small, "largest": largest()} {
		b.Run(name, func(b *testing.B) {
			live := embedded.Memory(embedded.Options{})
			b.Cleanup(func() { _ = live.Close() })
			c := &command{Deps{Documents: live, Roller: cup{}, Roster: roster{}}}
			err := store.Edit(b.Context(), live, store.TrackerKey(channel), func(t *Tracker) error {
				*t = *fight
				for i := range t.Combatants {
					t.Combatants[i].Delaying = false
				}
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
			req := request(master, "next")
			req.Permissions = backend.ManageMessages
			b.ReportAllocs()
			for b.Loop() {
				operation, err := c.parseNext(req)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := operation.Execute(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
