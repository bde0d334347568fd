package initiative

import (
	"encoding/json"
	"strings"
	"testing"

	"feyre/backend"
	"feyre/backend/text"
)

// fightOf is a fight of the master's Goblin, the player's Sir Oliver, and the guest's Rogue, in which it is the player's turn.
func fightOf(t *testing.T) seats {
	s := newSeats(t)
	s.does(master, "join character:Goblin roll:20 hp:20 ac:15")
	s.does(player, "join")
	s.does(guest, "join character:Rogue roll:5 hp:9")
	s.does(master, "next")
	s.does(master, "next")
	return s
}

func TestWhoMay(t *testing.T) {
	const (
		own  = "own"  // on their own only
		turn = "turn" // whose turn it is, and who may do everything
		all  = "all"  // who may do everything
	)
	for _, test := range []struct{ line, who string }{
		{"next", turn},
		{"prev", all},
		{"reset", all},
		{"undo", all}, // the last step was the master's
		{"leave character:Sir Oliver", own},
		{"remove character:Sir Oliver", own},
		{"move character:Sir Oliver before:Goblin", all}, // it changes the score
		{"delay character:Sir Oliver", own},
		{"ready character:Sir Oliver", own},
		{"hp character:Sir Oliver change:10", own},
		{"ac character:Sir Oliver value:10", own},
		{"condition name:prone character:Sir Oliver", own},
		{"note character:Sir Oliver text:x", own},
		{"hide character:Sir Oliver", own},
		{"join character:Sir Oliver roll:3", own},
		{"settings skip_downed:false", all},
		{"settings open:true", all},
		{"gm", all},
	} {
		for user, name := range map[uint64]string{master: "master", player: "player", guest: "guest", warden: "warden"} {
			s := fightOf(t)
			may := user == master || user == warden || user == player && test.who != all
			answer := s.says(user, test.line)
			if got := !strings.Contains(body(answer), "can do that") && !strings.Contains(body(answer), "belongs to") && !strings.Contains(body(answer), "among equals"); got != may {
				t.Errorf("%s by the %s: allowed is %t, want %t: %s", test.line, name, got, may, body(answer))
			}
		}
	}
}

func TestOpenLetsEverybody(t *testing.T) {
	s := fightOf(t)
	s.does(master, "settings open:true")
	for _, line := range []string{"next", "prev", "move character:Sir Oliver before:Goblin", "hp character:Goblin change:-5", "leave character:Rogue", "undo", "reset"} {
		s.does(guest, line)
	}
	s.does(player, "undo")
	for _, line := range []string{"gm", "settings open:false", "settings game_master:3"} {
		if answer := s.says(guest, line); !strings.Contains(body(answer), "can do that") {
			t.Errorf("an open tracker lets the guest do %s: %s", line, body(answer))
		}
	}
}

func TestOwnMayMoveAmongEquals(t *testing.T) {
	s := newSeats(t)
	s.does(master, "join character:Goblin roll:13")
	s.does(player, "join roll:13")
	if got, want := list(s.does(player, "move character:Sir Oliver before:Goblin")), "13 +0 Sir Oliver|13 +0 Goblin"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestOwnStepMayBeUndone(t *testing.T) {
	s := fightOf(t)
	s.does(player, "delay")
	if got, want := list(s.does(player, "undo")), "20 Goblin · 20/20 · AC 15|▶ 13 Sir Oliver|5 Rogue · 9/9"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestGameMasterIsHandedOver(t *testing.T) {
	s := fightOf(t)
	s.does(master, "settings game_master:3")
	s.does(guest, "hp character:Goblin change:-5")
	s.does(guest, "undo")
	s.does(guest, "undo")
	s.does(guest, "settings game_master:0")
	if answer := s.says(master, "settings open:true"); !answer.Private {
		t.Errorf("who was the game master before may still: %s", body(answer))
	}
}

// What is hidden never shows in the channel: not in the list, not in the news, not in the JSON of the model, and not by name.
func TestHidden(t *testing.T) {
	for _, test := range []struct {
		how, want string
	}{
		{"words", "20 Goblin · bloodied · cursed|▶ 13 Sir Oliver|5 Rogue · 9/9"},
		{"bare", "20 Goblin|▶ 13 Sir Oliver|5 Rogue · 9/9"},
		{"unseen", "▶ 13 Sir Oliver|5 Rogue · 9/9"},
	} {
		s := fightOf(t)
		for _, line := range []string{
			"hide character:Goblin how:" + test.how, "note character:Goblin text:secret", "hp character:Goblin change:-13", "hp character:Goblin temp:77",
			"condition character:Goblin name:cursed", "ready character:Goblin trigger:ambush", "enter character:Goblin",
		} {
			answer := s.does(master, line)
			if answer.Private {
				if !strings.Contains(body(answer), "Goblin") || answer.Sticky != "" || answer.Update {
					t.Errorf("%s after %s was answered in private with %+v", line, test.how, answer)
				}
				continue
			}
			for _, secret := range []string{"13 ", "/20", "77", "AC", "secret", "ambush"} {
				if text := strings.ReplaceAll(body(answer), "13 Sir Oliver", ""); strings.Contains(text, secret) {
					t.Errorf("%s after %s tells all %q: %s", line, test.how, secret, text)
				}
			}
		}
		public := s.does(guest, "get")
		if got := list(public); got != test.want {
			t.Errorf("%s: all see %s, want %s", test.how, got, test.want)
		}
		whole := s.press(master, public, "init/gm")
		if want := "7/20 +77 bloodied"; !whole.Private || !strings.Contains(body(whole), want) {
			t.Errorf("%s: the master sees %s, want %s", test.how, body(whole), want)
		}
		if again := s.press(master, whole, "init/gm"); !again.Private || !again.Update {
			t.Errorf("%s: refreshing takes a new message: %+v", test.how, again)
		}
	}
}

func TestModelHoldsNoSecrets(t *testing.T) {
	for _, how := range []Sight{Words, Bare, Unseen, "from the future"} {
		tracker := &Tracker{}
		eventsOf(tracker, "join Goblin 20; next; hp Goblin max:4711; hp Goblin -42; stay Goblin cursed; ready Goblin ambush")
		goblin := tracker.named("Goblin")
		goblin.Sight, goblin.Note = how, "secret"
		model := tracker.model(tracker.rows(everybody))
		model.tell(eventsOf(tracker, "hp Goblin -42; join Goblin 19"), Event.public)
		model.Began = tracker.began()
		raw, err := json.Marshal(model)
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{"4711", "42", "secret", "ambush"} {
			if strings.Contains(string(raw), secret) {
				t.Errorf("%s: the model tells %q: %s", how, secret, raw)
			}
		}
		if how != Words && how != Bare && strings.Contains(string(raw), "Goblin") {
			t.Errorf("%s: the model tells the name: %s", how, raw)
		}
	}
}

func TestUnseenTurn(t *testing.T) {
	s := newSeats(t)
	s.does(player, "join")
	s.does(player, "settings game_master:1")
	if answer := s.does(master, "join character:Assassin roll:20 hidden:unseen"); !answer.Private || !strings.Contains(body(answer), "20 Assassin · unseen") {
		t.Errorf("joining unseen was answered %s", body(answer))
	}
	answer := s.does(master, "next")
	if got, want := body(answer), "Round 1 begins.||13 Sir Oliver|▶ somebody unseen"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := body(answer.Next[0]), "@1 It is your turn."; got != want || answer.Next[0].Mention != master {
		t.Errorf("user %d is told %q, want user %d told %q", answer.Next[0].Mention, got, master, want)
	}
	for _, line := range []string{"hp character:Assassin change:3", "condition name:x character:Sir Oliver turn_of:Assassin"} {
		if answer := s.says(player, line); !strings.Contains(body(answer), "Nobody here is called Assassin.") {
			t.Errorf("%s tells of the unseen: %s", line, body(answer))
		}
	}
	req := request(player, "remove character:A")
	req.Focus = "character"
	if choices := s.bus.Complete(t.Context(), req); len(choices) != 0 {
		t.Errorf("completion offers the unseen: %v", choices)
	}
}

// Somebody who isn't the game master sees behind the screen what they hid themselves, and no more.
func TestOwnSecrets(t *testing.T) {
	s := fightOf(t)
	s.does(master, "hide character:Goblin")
	s.does(guest, "hide character:Rogue")
	answer := s.does(guest, "gm")
	if got, want := body(answer), "20 Goblin|▶ 13 Sir Oliver|5 Rogue · numbers hidden · 9/9"; got != want || !answer.Private {
		t.Errorf("the guest sees %s, want %s", got, want)
	}
}

func TestCompletion(t *testing.T) {
	s := fightOf(t)
	s.does(player, "condition name:on fire")
	for _, test := range []struct {
		user        uint64
		line, focus string
		want        string
	}{
		{master, "remove character:", "character", "Goblin, Sir Oliver, Rogue"},
		{master, "remove character:o", "character", "Goblin, Sir Oliver, Rogue"},
		{master, "remove character:GOB", "character", "Goblin"},
		{player, "remove character:", "character", "Sir Oliver"},
		{player, "move before:", "before", "Goblin, Sir Oliver, Rogue"},
		{player, "join character:", "character", "Sir Oliver"},
		{guest, "join character:", "character", "Rogue"},
		{player, "condition remove:true name:", "name", "on fire"},
		{player, "condition name:pr", "name", "prone"},
		{player, "condition name:on", "name", "on fire, concentrating, poisoned, prone, unconscious"},
	} {
		req := request(test.user, test.line)
		req.Focus, req.Source = test.focus, backend.FromAutocomplete
		var names []string
		for _, choice := range s.bus.Complete(t.Context(), req) {
			names = append(names, choice.Value)
		}
		if got := strings.Join(names, ", "); got != test.want {
			t.Errorf("%s by %d offers %q, want %q", test.line, test.user, got, test.want)
		}
	}
}

func TestEveryEventHasASentence(t *testing.T) {
	catalog := text.New()
	for _, kind := range []Kind{
		RoundBegan, Joined, Rerolled, Left, Moved, Skipped, Delayed, Entered, BecameReady, ReadyActed, HealthSet, Damaged, Healed, WentDown, GotUp,
		ConditionSet, ConditionEnded, WasReset, Undone,
	} {
		sentence := Event{Kind: kind, Name: "N", Detail: "D", Number: 4}.words(catalog.For("en"))
		if strings.HasPrefix(sentence, "init.") || strings.Contains(sentence, "%!") {
			t.Errorf("%s is told as %q", kind, sentence)
		}
	}
}
