package initiative

import "testing"

const abc = "join A 20; join B 15; join C 10; "

func TestTracker(t *testing.T) {
	for _, test := range []struct{ name, script, want string }{
		{"nobody yet", "", "0:"},
		{"joining sorts", "join C 10; join A 20; join B 15", "0: A20 B15 C10"},
		{"a modifier breaks a tie", "join A 12 1; join B 12 3; join C 12 2", "0: B12 C12 A12"},
		{"equals stay in order of coming", "join A 12 1; join B 12 1; join C 12 1", "0: A12 B12 C12"},
		{"a name joins once, whatever its case", "join a 5; join A 9", "0: a9"},

		{"the first goes first", abc + "next", "1: >A20 B15 C10"},
		{"a round", abc + "next; next; next", "1: A20 B15 >C10"},
		{"the next round", abc + "next; next; next; next", "2: >A20 B15 C10"},
		{"back", abc + "next; next; prev", "1: >A20 B15 C10"},
		{"back over a round", abc + "next; next; next; next; prev", "1: A20 B15 >C10"},
		{"back and forth over a round", abc + "next; next; next; next; prev; next; next", "2: A20 >B15 C10"},
		{"not before the first turn", abc + "next; prev", "1: >A20 B15 C10"},

		{"joining above waits for the next round", abc + "next; next; join D 18; next; next; next", "2: A20 >D18 B15 C10"},
		{"joining below acts in this round", abc + "next; next; join D 12; next", "1: A20 B15 >D12 C10"},
		{"rerolling down takes no turn from others", abc + "next; next; join B 5; next", "1: A20 >C10 B5"},
		{"rerolling down gives no second turn", abc + "next; next; join B 5; next; next", "2: >A20 C10 B5"},
		{"rerolling up keeps the turn of this round", abc + "next; next; join C 30; next", "1: >C30 A20 B15"},
		{"rerolling up keeps the turn of the next round", abc + "next; next; join C 30; next; next; next", "2: C30 >A20 B15"},

		{"leaving passes only the own turn on", abc + "next; next; leave B", "1: A20 >C10"},
		{"the last leaves on its turn", abc + "next; next; next; leave C", "2: >A20 B15"},
		{"another leaves", abc + "next; next; leave A; leave C", "1: >B15"},
		{"all leave", "join A 20; next; leave A", "0:"},
		{"reset", abc + "next; reset", "0:"},

		{"moved within a tie", "join A 12; join B 12; join C 12; before C A", "0: C12 A12 B12"},
		{"moved down takes the neighbour's score", abc + "after A B", "0: B15 A15 C10"},
		{"moved up takes the neighbour's score", abc + "before C B", "0: A20 C15 B15"},
		{"moved to the end", abc + "next; after A C; next", "1: >B15 C10 A10"},

		{"delaying passes the turn", abc + "next; delay A", "1: A20z >B15 C10"},
		{"entering is due after the current turn", abc + "next; delay A; enter A; next", "1: B15 >A15 C10"},
		{"entering is due before one who was rerolled up", abc + "join D 5; next; next; join C 30; delay D; enter D; next", "1: C30 A20 B15 >D5"},
		{"entering last", abc + "next; delay A; next; enter A; next", "1: B15 C10 >A10"},
		{"a delayed turn is lost with its round", abc + "next; delay A; next; next", "2: A20z >B15 C10"},
		{"delaying after the turn", abc + "next; next; delay A; enter A; next", "1: B15 A15 >C10"},
		{"all delay", abc + "next; delay A; delay B; delay C", "1: A20z B15z C10z"},
		{"entering where nobody has the turn", abc + "next; delay A; delay B; delay C; enter B", "1: A20z >B15 C10z"},
		{"entering before the first turn", abc + "delay B; enter B; next; next", "1: A20 >B15 C10"},
		{"delayed ones get no turn back", abc + "next; next; delay A; prev", "1: A20z >B15 C10"},

		{"ready", abc + "next; ready A door opens; next", "1: A20! >B15 C10"},
		{"ready until the next turn", abc + "next; ready A x; next; next; next", "2: >A20 B15 C10"},
		{"ready and acting", abc + "next; ready A x; next; enter A", "1: A20 >B15 C10"},

		{"the downed are skipped", abc + "hp B max:5; hp B -5; next; next", "1: A20 B15(0/5+0) >C10"},
		{"and skipped on the way back", abc + "hp B max:5; hp B -5; next; next; prev", "1: >A20 B15(0/5+0) C10"},
		{"who is healed acts again", abc + "hp B max:5; hp B -5; next; hp B 1; next", "1: A20 >B15(1/5+0) C10"},
		{"going down keeps the turn", abc + "hp A max:5; next; hp A -5", "1: >A20(0/5+0) B15 C10"},
	} {
		t.Run(test.name, func(t *testing.T) {
			tracker := &Tracker{}
			play(t, tracker, test.script)
			if got := show(tracker); got != test.want {
				t.Errorf("%s\n got %s\nwant %s", test.script, got, test.want)
			}
		})
	}
}

func TestDownedKeepTheirTurns(t *testing.T) {
	tracker := &Tracker{KeepDowned: true}
	play(t, tracker, abc+"hp B max:5; hp B -5; next; next")
	if got, want := show(tracker), "1: A20 >B15(0/5+0) C10"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestTold(t *testing.T) {
	for _, test := range []struct{ name, script, want string }{
		{"a round", "join A 20; next; next", "joined A 20; round 1; round 2"},
		{"rerolled", "join A 20; join A 3", "joined A 20; rerolled A 3"},
		{"skipped", "join A 2; join B 1; hp B max:5; hp B =0; next; next", "joined A 2; joined B 1; hp B 5; hp B 0; down B 0; round 1; skipped B 0; round 2"},
		{"down and up", "join A 2; hp A max:5; hp A -9; hp A +1", "joined A 2; hp A 5; damaged A 9; down A 0; healed A 1; up A 0"},

		{"nobody", "next", "!nobody has joined"},
		{"nobody goes back", "prev", "!nobody has joined"},
		{"all down", "join A 1; hp A max:5; hp A -5; next", "joined A 1; hp A 5; damaged A 5; down A 0; !nobody can act"},
		{"before the first turn", "join A 1; prev; next; prev", "joined A 1; !no turn before this one; round 1; !no turn before this one"},
		{"no such", "leave A", "!no such combatant"},
		{"beside itself", "join A 1; after A A", "joined A 1; !can't be moved beside itself"},
		{"delays twice", "join A 1; delay A; delay A; ready A", "joined A 1; delayed A 0; !already delaying; !already delaying"},
		{"enters without delay", "join A 1; enter A", "joined A 1; !neither delaying nor ready"},
		{"ready twice", "join A 1; ready A x; ready A x; ready A y", "joined A 1; ready A 0; !already ready; ready A 0"},
		{"damage without hit points", "join A 1; hp A -1; hp A =0", "joined A 1; !no hit points known; !no hit points known"},
		{"no such condition", "join A 1; cure A x", "joined A 1; !no such condition"},
		{"nothing to undo", "undo", "!nothing to undo"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := play(t, &Tracker{}, test.script); got != test.want {
				t.Errorf("%s\n got %s\nwant %s", test.script, got, test.want)
			}
		})
	}
}

func TestFull(t *testing.T) {
	tracker := &Tracker{}
	for range maxCombatants {
		if _, err := tracker.Join(Combatant{Name: string(rune('a' + len(tracker.Combatants)))}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := tracker.Join(Combatant{Name: "late"}); err != errFull {
		t.Errorf("the next one got %v, want %v", err, errFull)
	}
	if events, err := tracker.Join(Combatant{Name: "a", Score: 4}); err != nil || events[0].Kind != Rerolled {
		t.Errorf("a known name got %v, %v", events, err)
	}
}
