package initiative

import (
	"strings"
	"testing"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/store"
)

func TestVerbs(t *testing.T) {
	const setUp = "join character:Goblin roll:12; join character:Ogre roll:8"
	for _, test := range []struct{ name, lines, want string }{
		{"nobody", "get", "Nobody has joined yet.|/init join character:Goblin roll:1d20+2 count:3"},
		{"join", "join character:Goblin roll:1d20+2", "Goblin joins at 12.||12 Goblin"},
		{"join by number", "join character:Goblin roll:7", "Goblin joins at 7.||7 Goblin"},
		{"join below zero", "join character:Goblin roll:-7", "Goblin joins at -7.||-7 Goblin"},
		{"join with everything", "join character:Goblin roll:7 hp:12 ac:15", "Goblin joins at 7.||7 Goblin · 12/12 · AC 15"},
		{"join again", "join character:Goblin roll:7; join character:GOBLIN roll:9", "Goblin rolls again: 9.||9 Goblin"},
		{"join again as before", "join character:Goblin roll:1d20+2; join character:Goblin roll:3; join character:Goblin", "Goblin rolls again: 3.||3 Goblin"},
		{"join without a name", "join roll:7", "user 1 joins at 7.||7 user 1"},
		{"many", "join character:Goblin roll:12 count:2", "Goblin 1 joins at 12.|Goblin 2 joins at 12.||12 +0 Goblin 1|12 +0 Goblin 2"},
		{"ties show what decides", "join character:A roll:1d6+2; join character:B roll:12", "B joins at 12.||12 +2 A|12 +0 B"},
		{"next", setUp + "; next", "Round 1 begins.||▶ 12 Goblin|8 Ogre"},
		{"next and next", setUp + "; next; next", "12 Goblin|▶ 8 Ogre"},
		{"prev", setUp + "; next; next; prev", "▶ 12 Goblin|8 Ogre"},
		{"leave", setUp + "; next; leave", "Goblin leaves.||▶ 8 Ogre"},
		{"remove", setUp + "; remove character:Ogre", "Ogre leaves.||12 Goblin"},
		{"remove by the beginning of a name", setUp + "; remove character:og", "Ogre leaves.||12 Goblin"},
		{"move", setUp + "; move character:Ogre before:Goblin", "Ogre now acts at 12.||12 +0 Ogre|12 +0 Goblin"},
		{"move after", setUp + "; move character:Goblin after:Ogre", "Goblin now acts at 8.||8 +0 Ogre|8 +0 Goblin"},
		{"delay", setUp + "; next; delay", "Goblin delays.||12 Goblin · delays|▶ 8 Ogre"},
		{"enter", setUp + "; next; delay; enter character:Goblin", "Goblin is back in the order.||▶ 8 +0 Ogre|8 +0 Goblin"},
		{"enter, the only one who waits", setUp + "; next; delay; enter", "Goblin is back in the order.||▶ 8 +0 Ogre|8 +0 Goblin"},
		{"ready", setUp + "; next; ready trigger:the door opens", "Goblin is ready.||▶ 12 Goblin · ready: the door opens|8 Ogre"},
		{"ready for anything", setUp + "; next; ready", "Goblin is ready.||▶ 12 Goblin · ready|8 Ogre"},
		{"acting as readied", setUp + "; next; ready; enter", "Goblin acts as readied.||▶ 12 Goblin|8 Ogre"},
		{"hp", setUp + "; hp character:Goblin change:20", "Goblin has 20 hit points.||12 Goblin · 20/20|8 Ogre"},
		{"hp rolled", setUp + "; hp character:Goblin change:2d6", "Goblin has 10 hit points.||12 Goblin · 10/10|8 Ogre"},
		{"damage", setUp + "; hp character:Goblin change:20; hp character:Goblin change:-7", "Goblin takes 7.||12 Goblin · 13/20|8 Ogre"},
		{"rolled damage", setUp + "; hp character:Goblin change:20; hp character:Goblin change:-2d4+1", "Goblin takes 11.||12 Goblin · 9/20 bloodied|8 Ogre"},
		{"healing", setUp + "; hp character:Goblin max:20 change:=3; hp character:Goblin change:+2d4+2", "Goblin regains 12.||12 Goblin · 15/20|8 Ogre"},
		{"temporary", setUp + "; hp character:Goblin max:20 temp:5", "Goblin has 20 hit points.||12 Goblin · 20/20 +5|8 Ogre"},
		{"down", setUp + "; hp character:Goblin max:20 change:-20", "Goblin takes 20.|Goblin is down.||12 Goblin · 0/20 down|8 Ogre"},
		{"ac", setUp + "; ac character:Goblin value:15", "12 Goblin · AC 15|8 Ogre"},
		{"no ac", setUp + "; ac character:Goblin value:15; ac character:Goblin", "12 Goblin|8 Ogre"},
		{"condition", setUp + "; condition character:Goblin name:prone", "Goblin: prone.||12 Goblin · prone|8 Ogre"},
		{"condition for a while", setUp + "; condition character:Goblin name:slow rounds:2 at:start", "Goblin: slow.||12 Goblin · slow (2)|8 Ogre"},
		{"condition by another's turn", setUp + "; condition character:Goblin name:slow rounds:1 at:start turn_of:Ogre; next; next", "Goblin: slow has ended.||12 Goblin|▶ 8 Ogre"},
		{"condition in its last turn", setUp + "; condition character:Goblin name:slow rounds:1; next", "Round 1 begins.||▶ 12 Goblin · slow (this turn)|8 Ogre"},
		{"condition removed", setUp + "; condition character:Goblin name:slow; condition character:Goblin name:SLOW remove:true", "Goblin: slow has ended.||12 Goblin|8 Ogre"},
		{"note", setUp + "; note character:Ogre text:has the key", "12 Goblin|8 Ogre · has the key"},
		{"no note", setUp + "; note character:Ogre text:has the key; note character:Ogre", "12 Goblin|8 Ogre"},
		{"hide", setUp + "; hp character:Goblin max:20 change:-1; hide character:Goblin", "12 Goblin · hurt|8 Ogre"},
		{"hide nearly all", setUp + "; hp character:Goblin max:20 change:-1; hide character:Goblin how:bare", "12 Goblin|8 Ogre"},
		{"hide all", setUp + "; hide character:Goblin how:unseen", "8 Ogre"},
		{"show again", setUp + "; hide character:Goblin how:unseen; hide character:Goblin how:shown", "12 Goblin|8 Ogre"},
		{"undo", setUp + "; undo", "Undone: /init join.||12 Goblin"},
		{"reset", setUp + "; reset", "The fight is over.||Nobody has joined yet.|/init join character:Goblin roll:1d20+2 count:3"},
		{"undo a reset", setUp + "; reset; undo", "Undone: /init reset.||12 Goblin|8 Ogre"},
		{"settings", setUp + "; settings", "Everybody acts on their own; the game master, and who may manage messages, on all.|Who is down is skipped.|Game master: 1"},
		{"other settings", setUp + "; settings open:true skip_downed:false game_master:2", "Everybody may change everything; what is hidden stays with the game master.|Who is down keeps the turn.|Game master: 2"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newSeats(t)
			var last reply.Reply
			for _, line := range lines(test.lines) {
				last = s.does(master, line)
			}
			if got := body(last); got != test.want {
				t.Errorf("%s\n got %s\nwant %s", test.lines, got, test.want)
			}
			if last.Private {
				t.Error("the answer is private")
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	for _, test := range []struct{ name, lines, want string }{
		{"nothing to join with", "join", "You have no active character: give a name and a roll."},
		{"no roll", "join character:Goblin", "What does Goblin roll?"},
		{"a roll that can't be read", "join character:Goblin roll:bad", "That did not work"},
		{"a score out of all bounds", "join character:Goblin roll:10000", "An initiative is between -9999 and 9999."},
		{"a name that can't be seen", "join character:\u202e roll:1", "A name needs something to see."},
		{"a name too long for its number", "join character:" + strings.Repeat("x", maxName-1) + " roll:1 count:10", "character may have at most 61 characters."},
		{"too many", "join character:A roll:1 count:20; join character:B roll:1 count:20; join character:C roll:1", "A fight has at most 40 combatants."},
		{"nobody is there", "next", "Nobody has joined yet."},
		{"nobody was there", "prev", "Nobody has joined yet."},
		{"a name of nothing but fillers", "join character:\u3164\u2800\u200d roll:1", "A name needs something to see."},
		{"reset of nothing", "reset", "Nobody has joined yet."},
		{"nobody of that name", "join character:A roll:1; remove character:B", "Nobody here is called B."},
		{"several of that name", "join character:A roll:1 count:2; remove character:A", "Several names begin with A."},
		{"several own", "join character:A roll:1 count:2; leave", "You have several here: say which one."},
		{"none own", "leave", "You have nobody in this fight."},
		{"moved nowhere", "join character:A roll:1; move character:A", "Say either before whom or after whom."},
		{"moved both ways", "join character:A roll:1; move character:A before:A after:A", "Say either before whom or after whom."},
		{"moved beside itself", "join character:A roll:1; move character:A before:A", "Nobody stands beside themselves."},
		{"no hit points", "join character:A roll:1; hp change:-1", "No hit points are known yet."},
		{"no change of hit points", "join character:A roll:1; hp", "Say what to change: change, max or temp."},
		{"hit points that can't be rolled", "join character:A roll:1; hp change:bad", "That did not work"},
		{"no condition", "join character:A roll:1; condition name:x remove:true", "There is no condition of that name."},
		{"by the turn of nobody", "join character:A roll:1; condition name:x turn_of:B", "Nobody here is called B."},
		{"nothing to undo", "undo", "There is nothing to undo."},
		{"not delaying", "join character:A roll:1; enter", "That one neither delays nor is ready."},
		{"delaying", "join character:A roll:1; delay; delay", "That one is delaying."},
		{"all delay", "join character:A roll:1; next; delay; next", "Nobody can act: all are down or delay."},
		{"the first turn", "join character:A roll:1; next; prev", "There is no turn before this one."},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newSeats(t)
			script := lines(test.lines)
			for _, line := range script[:len(script)-1] {
				s.does(master, line)
			}
			before := s.tracker()
			answer := s.says(master, script[len(script)-1])
			if got, _, _ := strings.Cut(body(answer), "|"); got != test.want || !answer.Private || answer.Tone != reply.Bad {
				t.Errorf("%s\n got %s (private: %t)\nwant %s", test.lines, got, answer.Private, test.want)
			}
			if after := s.tracker(); show(&after) != show(&before) || after.Edits != before.Edits {
				t.Errorf("it changed %s to %s", show(&before), show(&after))
			}
		})
	}
}

// A name joins once, whatever is in it that can't be seen.
func TestNamesThatLookAlikeAreAlike(t *testing.T) {
	s := newSeats(t)
	s.does(master, "join character:Goblin roll:5")
	if got, want := body(s.does(master, "join character:Gob\u200blin\u200d roll:7")), "Goblin rolls again: 7.||7 Goblin"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A name is one name however its accents are spelled, also in fights from before names were stored alike.
func TestAccentsAreSpelledInTwoWays(t *testing.T) {
	s := newSeats(t)
	s.does(master, "join character:Zoe\u0308 roll:5")
	if got, want := body(s.does(master, "join character:Zo\u00eb roll:7")), "Zo\u00eb rolls again: 7.||7 Zo\u00eb"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	old := `{"combatants":[{"id":1,"name":"Zoe\u0308 the Elder","owner":"1","score":3,"conditions":[{"name":"E\u0301tourdi"}]}],"last_id":1}`
	err := s.documents.Update(t.Context(), store.TrackerKey(channel), func([]byte) ([]byte, error) { return []byte(old), nil })
	if err != nil {
		t.Fatal(err)
	}
	s.does(master, "condition character:zo\u00eb name:\u00e9tourdi remove:true")
	req := request(master, "remove character:zo\u00eb")
	req.Focus, req.Source = "character", backend.FromAutocomplete
	if offered := s.bus.Complete(t.Context(), req); len(offered) != 1 {
		t.Errorf("offered %v", offered)
	}
	s.does(master, "join character:Zo\u00eb the Elder roll:9")
	s.does(master, "remove character:ZO\u00cb T")
	if left := s.tracker(); len(left.Combatants) != 0 {
		t.Errorf("left is %s", show(&left))
	}
}

// Whose name has a slip in it is asked for, but not told of those that can't be seen.
func TestSlips(t *testing.T) {
	s := newSeats(t)
	s.does(master, "join character:Goblin roll:5 count:2")
	s.does(master, "join character:Assassin roll:5 hidden:unseen")
	for _, test := range []struct {
		user       uint64
		line, want string
	}{
		{player, "hp character:Gobln 2 change:1", "Nobody here is called Gobln 2.|→ did you mean Goblin 2?"},
		{player, "hp character:Asassin change:1", "Nobody here is called Asassin.|→ /init get shows everybody"},
		{master, "hp character:Asassin change:1", "Nobody here is called Asassin.|→ did you mean Assassin?"},
	} {
		if got := body(s.says(test.user, test.line)); got != test.want {
			t.Errorf("%s by %d: %s", test.line, test.user, got)
		}
	}
}

func TestActiveCharacter(t *testing.T) {
	for line, want := range map[string]string{
		"join":                                "Sir Oliver joins at 13.||13 Sir Oliver",
		"join roll:7":                         "Sir Oliver joins at 7.||7 Sir Oliver",
		"join character:sir oliver":           "sir oliver joins at 13.||13 sir oliver",
		"join character:Mule roll:7":          "Mule joins at 7.||7 Mule",
		"join character:Sir Oliver roll:1d20": "Sir Oliver joins at 10.||10 Sir Oliver",
	} {
		s := newSeats(t)
		if got := body(s.does(player, line)); got != want {
			t.Errorf("%s: got %s, want %s", line, got, want)
		}
	}
}

// The button Join asks who has no active character for a name and a roll.
func TestJoinByButton(t *testing.T) {
	s := newSeats(t)
	message := s.does(guest, "get")
	if got, want := list(s.press(player, message, "init/join")), "13 Sir Oliver"; got != want {
		t.Errorf("the player's press gave %s, want %s", got, want)
	}
	form := s.press(guest, message, "init/join").Modal
	if form == nil || form.Path != "init/join" || len(form.Inputs) != 2 || form.Inputs[0].Value != "user 3" {
		t.Fatalf("the guest's press gave the form %+v", form)
	}
	req := request(guest, "join "+form.Inputs[0].Name+":Rogue "+form.Inputs[1].Name+":1d20+5")
	if got, want := list(s.bus.Handle(t.Context(), req)), "15 Rogue|13 Sir Oliver"; got != want {
		t.Errorf("the form gave %s, want %s", got, want)
	}
}
