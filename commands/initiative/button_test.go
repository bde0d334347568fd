package initiative

import (
	"strconv"
	"strings"
	"testing"

	"feyre/backend"
	"feyre/backend/reply"
)

// Of two who press Next on the same message, one advances it and the other is told.
func TestNextOnceForOneMessage(t *testing.T) {
	s := fightOf(t)
	message := s.does(guest, "get")
	first := s.press(player, message, "init/next")
	if got, want := list(first), "20 Goblin · 20/20 · AC 15|13 Sir Oliver|▶ 5 Rogue · 9/9"; got != want || !first.Update || first.Sticky != "init" {
		t.Errorf("the first press gave %s, update %t, sticky %q", got, first.Update, first.Sticky)
	}
	for _, user := range []uint64{player, master} {
		second := s.press(user, message, "init/next")
		if got, want := body(second), "That turn is over: it is now the turn of Rogue."; got != want || !second.Private {
			t.Errorf("user %d was told %s, want %s", user, got, want)
		}
	}
	if got, want := s.tracker().Turn, 3; got != want {
		t.Errorf("it is the turn of %d, want %d", got, want)
	}
	if second := s.press(master, message, "init/prev"); !second.Private {
		t.Errorf("an old Prev gave %s", body(second))
	}
	s.press(guest, first, "init/next")
}

// Buttons of the bot before this one carry no turn and count for the current one.
func TestLegacy(t *testing.T) {
	s := fightOf(t)
	for id, want := range map[string]string{"init_next": "init/next", "init_join": "init/join"} {
		path, options, ok := s.bus.Legacy(id)
		if !ok || path != want {
			t.Fatalf("%s leads to %q, %t", id, path, ok)
		}
		req := request(player, strings.TrimPrefix(path, "init/"))
		req.Options, req.Source = options, backend.FromButton
		if answer := s.bus.Handle(t.Context(), req); answer.Private {
			t.Errorf("%s was answered %s", id, body(answer))
		}
	}
	if got, want := s.tracker().Turn, 3; got != want {
		t.Errorf("it is the turn of %d, want %d", got, want)
	}
	for _, id := range []string{"init", "init_", "character_3", ""} {
		if path, _, ok := s.bus.Legacy(id); ok {
			t.Errorf("%q leads to %s", id, path)
		}
	}
}

func TestUndoByButton(t *testing.T) {
	s := fightOf(t)
	message := s.does(master, "hp character:Goblin change:-5")
	undone := s.press(master, message, "init/undo")
	if got, want := body(undone), "Undone: /init hp.||20 Goblin · 20/20 · AC 15|▶ 13 Sir Oliver|5 Rogue · 9/9"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if len(undone.Next) != 0 {
		t.Error("a turn was announced that didn't begin")
	}
	if again := s.press(master, message, "init/undo"); !again.Private {
		t.Errorf("an old Undo gave %s", body(again))
	}
}

func TestTurnIsAnnounced(t *testing.T) {
	for _, test := range []struct {
		by   uint64
		line string
		want string
		user uint64
	}{
		{player, "next", "Rogue, it is your turn.", guest},
		{master, "prev", "Goblin, it is your turn.", master},
		{player, "delay", "Rogue, it is your turn.", guest},
		{player, "leave", "Rogue, it is your turn.", guest},
		{master, "undo", "Goblin, it is your turn.", master},
		{player, "join roll:1", "", 0},
		{guest, "leave", "", 0},
		{player, "hp change:5", "", 0},
		{player, "get", "", 0},
	} {
		answer := fightOf(t).does(test.by, test.line)
		if test.want == "" {
			if len(answer.Next) != 0 {
				t.Errorf("%s announces %s", test.line, body(answer.Next[0]))
			}
			continue
		}
		if len(answer.Next) != 1 {
			t.Fatalf("%s has %d further messages, want 1", test.line, len(answer.Next))
		}
		next := answer.Next[0]
		if body(next) != "@"+strconv.FormatUint(test.user, 10)+" "+test.want || next.Mention != test.user || next.Sticky != "init.turn" || answer.Mention != 0 {
			t.Errorf("%s tells user %d %q (%q), and mentions %d itself", test.line, next.Mention, body(next), next.Sticky, answer.Mention)
		}
	}
}

func TestResetAsks(t *testing.T) {
	s := fightOf(t)
	s.does(master, "join character:Ogre roll:2")
	ask := s.does(master, "reset")
	if !ask.Private || ask.Tone != reply.Warning || len(s.tracker().Combatants) != 4 {
		t.Fatalf("a reset of four was answered %s", body(ask))
	}
	if got, want := body(s.press(master, ask, "init/keep")), "The fight goes on."; got != want {
		t.Errorf("keeping was answered %q, want %q", got, want)
	}
	if answer := s.press(guest, ask, "init/confirm"); !strings.Contains(body(answer), "can do that") {
		t.Errorf("the guest confirmed: %s", body(answer))
	}
	s.does(player, "ready")
	if answer := s.press(master, ask, "init/confirm"); !strings.Contains(body(answer), "Something else has happened") {
		t.Errorf("an old question was answered %s", body(answer))
	}
	answer := s.press(master, s.does(master, "reset"), "init/confirm")
	if len(s.tracker().Combatants) != 0 || !answer.Private || !answer.Update || len(answer.Next) != 1 {
		t.Fatalf("confirming was answered %+v", answer)
	}
	public := answer.Next[0]
	if public.Private || public.Update || public.Sticky != "init" {
		t.Errorf("all are told %+v", public)
	}
	if got, want := list(s.press(master, public, "init/undo")), "20 Goblin · 20/20 · AC 15|▶ 13 Sir Oliver · ready|5 Rogue · 9/9|2 Ogre"; got != want {
		t.Errorf("undone is %s, want %s", got, want)
	}
}

func TestButtons(t *testing.T) {
	s := newSeats(t)
	disabled := func(answer reply.Reply) string {
		var paths []string
		for _, button := range answer.Buttons {
			if button.Disabled {
				paths = append(paths, button.Path)
			}
		}
		return strings.Join(paths, " ")
	}
	for _, test := range []struct{ line, want string }{
		{"get", "init/next init/prev init/undo"},
		{"join character:A roll:2 count:2", "init/prev"},
		{"next", "init/prev"},
		{"next", ""},
	} {
		if got := disabled(s.does(master, test.line)); got != test.want {
			t.Errorf("after %s these are off: %q, want %q", test.line, got, test.want)
		}
	}
}

func TestDirectMessages(t *testing.T) {
	s := newSeats(t)
	for _, line := range []string{"join roll:7", "next", "get"} {
		req := request(player, line)
		req.Guild = 0
		if answer := s.bus.Handle(t.Context(), req); answer.Private {
			t.Errorf("%s was answered %s", line, body(answer))
		}
	}
}
