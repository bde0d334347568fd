package initiative

import (
	"strings"
	"testing"
)

// ambush is a fight of the master's unseen Ghost and Ogre and the guest's Rogue.
func ambush(t *testing.T) seats {
	t.Helper()
	s := newSeats(t)
	s.does(master, "join character:Ghost roll:17 hp:20 hidden:unseen")
	s.does(master, "join character:Ogre roll:9 hp:30")
	s.does(guest, "join character:Rogue roll:12")
	return s
}

// Taking back what nobody saw is told to nobody but who did it.
func TestUndoOfTheUnseenIsPrivate(t *testing.T) {
	for _, line := range []string{
		"hp character:Ghost change:-12", "note character:Ghost text:weak to salt", "remove character:Ghost",
		"join character:Wraith roll:4 hidden:unseen", "condition character:Ghost name:cursed rounds:2", "delay character:Ghost",
	} {
		s := ambush(t)
		if answer := s.does(master, line); !answer.Private {
			t.Fatalf("%s is told to all: %s", line, body(answer))
		}
		answer := s.does(master, "undo")
		if !answer.Private || !strings.Contains(body(answer), "Undone: /init") || !strings.Contains(body(answer), "17 Ghost · unseen · 20/20") {
			t.Errorf("after %s, undo says to private %t: %s", line, answer.Private, body(answer))
		}
	}
	s := ambush(t)
	s.does(master, "hp character:Ogre change:-12")
	if answer := s.does(master, "undo"); answer.Private {
		t.Errorf("undoing what all saw is private: %s", body(answer))
	}
}

// Who rolls again to hide is told of no more: the new roll is hidden already.
func TestRollingAgainToHideTellsNothing(t *testing.T) {
	s := ambush(t)
	if answer := s.does(master, "join character:Ogre roll:3 hidden:unseen"); answer.Private || strings.Contains(body(answer), "Ogre") || strings.Contains(body(answer), "3") {
		t.Errorf("private %v, the channel reads %s", answer.Private, body(answer))
	}
	s.does(master, "hide character:Ogre how:shown")
	if got, want := body(s.does(master, "join character:Ogre roll:4")), "Ogre rolls again: 4."; !strings.Contains(got, want) {
		t.Errorf("the channel reads %s, want %s", got, want)
	}
}

// The name of somebody unseen is free for everybody else, also where all may change everything.
func TestUnseenNamesAreFree(t *testing.T) {
	for _, settings := range []string{"settings open:false", "settings open:true"} {
		s := ambush(t)
		s.does(master, settings)
		if got, want := body(s.says(guest, "join character:ghost")), "What does ghost roll?"; !strings.HasPrefix(got, want) {
			t.Errorf("%s: joining without a roll says %s, want %s", settings, got, want)
		}
		if got, want := body(s.does(guest, "join character:Ghost roll:3")), "Ghost joins at 3.||12 Rogue|9 Ogre · 30/30|3 Ghost"; got != want {
			t.Errorf("%s: got %s, want %s", settings, got, want)
		}
		if got, want := body(s.does(master, "gm")), "17 Ghost 2 · unseen · 20/20|12 Rogue|9 Ogre · 30/30|3 Ghost"; got != want {
			t.Errorf("%s: the master sees %s, want %s", settings, got, want)
		}
		s.does(guest, "hp character:Ghost change:8")
		s.does(master, "hp character:Ghost 2 change:-5")
		if got, want := body(s.says(master, "join character:Rogue roll:1")), "The name Rogue belongs"; settings == "settings open:false" && strings.HasPrefix(got, want) {
			t.Errorf("the master may not reroll: %s", got)
		}
	}
}

// Questions and offers tell those who may do everything, but aren't the game master, nothing of what is hidden.
func TestOpenHidesAsWell(t *testing.T) {
	s := ambush(t)
	s.does(master, "join character:Wraith roll:4 hidden:unseen")
	s.does(master, "condition character:Ogre name:hexed")
	s.does(master, "hide character:Ogre how:bare")
	s.does(master, "settings open:true")
	if got, want := body(s.does(guest, "reset")), "Throw away the fight with 2 combatants?"; !strings.HasPrefix(got, want) {
		t.Errorf("the guest is asked %s, want %s", got, want)
	}
	if got, want := body(s.does(master, "reset")), "Throw away the fight with 4 combatants?"; !strings.HasPrefix(got, want) {
		t.Errorf("the master is asked %s, want %s", got, want)
	}
	for user, want := range map[uint64]int{master: 1, guest: 0} {
		req := request(user, "condition character:Ogre remove:true name:hex")
		req.Focus = "name"
		if got := s.bus.Complete(t.Context(), req); len(got) != want {
			t.Errorf("user %d is offered %v", user, got)
		}
	}
}

// That a fight is full must not tell how many are in it to who doesn't see them all.
func TestAFullFightTellsNoNumberOfTheUnseen(t *testing.T) {
	s := newSeats(t)
	for _, line := range []string{"join character:A roll:9 count:20", "join character:B roll:8 count:19", "join character:Spy roll:7 hidden:unseen"} {
		s.does(master, line)
	}
	for user, want := range map[uint64]string{
		master: "A fight has at most 40 combatants.",
		warden: "A fight has at most 40 combatants.",
		guest:  "There is no room for more in this fight.",
	} {
		if got, _, _ := strings.Cut(body(s.says(user, "join character:C roll:1")), "|"); got != want {
			t.Errorf("%d is told %q, want %q", user, got, want)
		}
	}
	s.does(master, "hide character:Spy how:bare")
	if got, _, _ := strings.Cut(body(s.says(guest, "join character:C roll:1")), "|"); got != "A fight has at most 40 combatants." {
		t.Errorf("who sees all is told %q", got)
	}
}
