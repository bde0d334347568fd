package initiative

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"feyre/backend"
	"feyre/bot/discordtest"
	"feyre/store"
)

// Every verb that is declared, with every option of it, typed or pressed at Discord.
func TestEveryVerbAtDiscord(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	for _, test := range []struct {
		line, want string
	}{
		{"join character:Goblin roll:1d20+2 count:2 hp:12 ac:13", "`12` *+2* Goblin 2 · 12/12 · AC 13"},
		{"join character:Ogre roll:8", "`8` Ogre"},
		{"join character:Spy roll:30 hidden:unseen", "`30` Spy · unseen"},
		{"get", "Initiative"},
		{"move character:Goblin 2 before:Goblin 1", "Goblin 2 now acts at 12."},
		{"remove character:Spy", "Spy leaves."},
		{"next", "▶ `12` *+2* **Goblin 2**"},
		{"prev", "no turn before"},
		{"delay", "Goblin 2 delays."},
		{"enter character:Goblin 2", "Goblin 2 is back in the order."},
		{"ready trigger:the door opens", "ready: the door opens"},
		{"hp change:-7", "Goblin 1 takes 7."},
		{"hp max:20 temp:5", "5/20 +5"},
		{"ac value:15", "AC 15"},
		{"condition name:slow rounds:2 at:start turn_of:Ogre", "slow (2)"},
		{"condition name:slow remove:true", "slow has ended"},
		{"note text:has the key", "has the key"},
		{"move character:Ogre after:Goblin 1", "Ogre now acts at 12."},
		{"delay character:Ogre", "`12` *+0* Ogre · delays"},
		{"enter character:Ogre", "Ogre is back in the order."},
		{"ready character:Ogre trigger:dawn", "`12` *+0* Ogre · ready: dawn"},
		{"hp character:Ogre change:30", "Ogre has 30 hit points."},
		{"ac character:Ogre value:11", "30/30 · AC 11"},
		{"condition character:Ogre name:prone", "AC 11 · prone"},
		{"note character:Ogre text:sleepy", "prone · sleepy"},
		{"hide character:Ogre", "`12` *+0* Ogre · ready · prone"},
		{"hide how:words", "▶ `12` *+2* **Goblin 1** · ready · bloodied"},
		{"gm", "Behind the screen"},
		{"undo", "Undone: /init hide."},
		{"settings open:true skip_downed:false game_master:0", "Everybody may change everything"},
		{"leave character:Goblin 2", "Goblin 2 leaves."},
		{"reset", "The fight is over."},
	} {
		if got := words(h.Said(h.slash(by(0), test.line))); !strings.Contains(got, test.want) {
			t.Errorf("/init %s says\n%s\nwithout %q", test.line, got, test.want)
		}
	}
	h.slash(by(0), "join character:Rat roll:3 count:5")
	asked := h.Said(h.slash(by(0), "reset"))
	if got := words(h.press(by(0), asked, "init/keep").Original()); !strings.Contains(got, "The fight goes on.") {
		t.Errorf("keeping says %s", got)
	}
	confirmed := h.press(by(0), h.Said(h.slash(by(0), "reset")), "init/confirm")
	if got := words(h.followUp(confirmed)); !strings.Contains(got, "Nobody has joined yet.") {
		t.Errorf("after the reset all see %s", got)
	}
	for _, verb := range New(Deps{}).Verbs {
		if !h.used[verb.Path] {
			t.Errorf("%s was never asked for", verb.Path)
		}
		for _, option := range verb.Options {
			if !option.Hidden && !h.used[verb.Path+" "+option.Name] {
				t.Errorf("%s was never asked for with %s", verb.Path, option.Name)
			}
		}
	}
}

// One message per channel, edited by its buttons, and one line that tells whose turn began.
func TestTurnsAtDiscord(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	channel := discordtest.From{}.Place()
	first := h.Said(h.slash(by(0), "join character:A roll:9"))
	second := h.Said(h.slash(by(1), "join character:B roll:5"))
	h.gone(first.ID)

	begun := h.press(by(0), second, "init/next")
	line := h.followUp(begun)
	if got, want := line.Content, "<@"+discordtest.Player(0).ID+"> A, it is your turn."; got != want || !slices.Equal(line.Pings(), []string{discordtest.Player(0).ID}) {
		t.Errorf("the line says %q and pings %v, want %q", got, line.Pings(), want)
	}
	tracker := begun.Original()
	if tracker.ID != second.ID || tracker.Edits != 1 || len(tracker.Pings()) != 0 {
		t.Errorf("message %s has %d edits and pings %v; want %s with 1", tracker.ID, tracker.Edits, tracker.Pings(), second.ID)
	}

	var pressed [2]*discordtest.Interaction
	var both sync.WaitGroup
	for n := range pressed {
		both.Go(func() { pressed[n] = h.press(by(0), tracker, "init/next") })
	}
	both.Wait()
	private := 0
	for _, i := range pressed {
		if i.Response().Private() {
			private++
			if got := words(i.Response().Message); !strings.Contains(got, "it is now the turn of B") {
				t.Errorf("the slower one is told %s", got)
			}
		}
	}
	if private != 1 {
		t.Errorf("%d of two presses were answered in private, want 1", private)
	}
	h.gone(line.ID)
	anew := h.Said(h.slash(by(1), "get"))
	h.gone(second.ID)
	if got := words(h.Discord.Message(anew.ID)); !strings.Contains(got, "▶ `5` **B**") {
		t.Errorf("the tracker is %s", got)
	}
	live := 0
	for _, m := range h.Discord.Messages(channel) {
		if !m.Deleted && len(m.Components) > 0 && !m.Ephemeral() {
			live++
		}
	}
	if live != 1 {
		t.Errorf("%d messages have buttons, want 1", live)
	}
}

func TestJoinAtDiscord(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	message := h.Said(h.slash(by(0), "get"))
	form := h.press(by(7), message, "init/join")
	i, err := h.Discord.Submit(h.Patient(), form, map[string]string{"character": "**Rogue**", "roll": "1d20+5"})
	if got := words(h.Answered(i, err).Original()); !strings.Contains(got, "`15` \\*\\*Rogue\\*\\*") {
		t.Errorf("the form gives %s", got)
	}
	old := func() string {
		return h.Discord.SayAsBot(discordtest.From{}, "Initiative", "init_join", "init_next").ID
	}
	pressed, err := h.Discord.Press(h.Patient(), by(7), old(), "init_next")
	if got := words(h.Answered(pressed, err).Response().Message); !strings.Contains(got, "▶ `15`") {
		t.Errorf("the old button Next gives %s", got)
	}
	pressed, err = h.Discord.Press(h.Patient(), by(8), old(), "init_join")
	if h.Answered(pressed, err).Response().Modal == nil {
		t.Error("the old button Join opens no form")
	}
}

// Every place has a fight of its own: a channel, a thread in it, a direct message, a group of friends.
func TestPlacesAtDiscord(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	h.slash(by(0), "join character:Hall roll:7")
	for name, from := range map[string]discordtest.From{
		"a thread":         {User: discordtest.Player(3), ChannelID: "4194304000000777"},
		"a direct message": {User: discordtest.Player(4), DM: true},
		"a group":          {User: discordtest.Player(5), Private: true},
	} {
		h.slash(from, "join character:Solo roll:4")
		begun := h.slash(from, "next")
		if got, want := words(h.Said(begun)), "Initiative · round 1\nRound 1 begins.\n\n▶ `4` **Solo**"; got != want {
			t.Errorf("in %s it says %s, want %s", name, got, want)
		}
		if line := h.followUp(begun); !slices.Equal(line.Pings(), []string{from.User.ID}) {
			t.Errorf("in %s the line pings %v", name, line.Pings())
		}
		h.slash(from, "undo")
	}
	if got, want := words(h.Said(h.slash(by(0), "get"))), "Initiative\n`7` Hall"; got != want {
		t.Errorf("in the channel it says %s, want %s", got, want)
	}
}

// What is hidden is in no message that others could read.
func TestHiddenAtDiscord(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	h.slash(by(0), "join character:Ghost roll:17 hp:4711 hidden:unseen")
	public := h.Said(h.slash(by(1), "join character:B roll:5"))
	for _, line := range []string{"hp character:Ghost change:-4000", "condition character:Ghost name:cursed", "note character:Ghost text:weak to salt", "next", "next"} {
		h.slash(by(0), line)
	}
	h.slash(by(0), "get")
	if m := h.Said(h.press(by(0), h.Said(h.slash(by(1), "get")), "init/gm")); !m.Ephemeral() || !strings.Contains(words(m), "711/4711 bloodied") {
		t.Errorf("the game master sees %s", words(m))
	}
	if public.ID == "" {
		t.Fatal("nothing public")
	}
	for _, m := range h.Discord.Messages(discordtest.From{}.Place()) {
		for _, secret := range []string{"Ghost", "711", "cursed", "salt"} {
			if !m.Ephemeral() && strings.Contains(words(m), secret) {
				t.Errorf("all read %q in %s", secret, words(m))
			}
		}
	}
}

// Whatever is in a fight, its messages fit Discord's limits: discordtest refuses what doesn't, and the face cuts nothing.
func TestLimitsAtDiscord(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	random := rand.New(rand.NewPCG(1, 2))
	channel, _ := strconv.ParseUint(discordtest.From{}.Place(), 10, 64)
	for n := range 9 {
		err := store.Edit(t.Context(), h.documents, store.TrackerKey(channel), func(tracker *Tracker) error {
			*tracker = *largest()
			tracker.Turn = 1 + random.IntN(maxCombatants)
			letters := []string{"x", "*", "語", "🐉", "`", "_a", "\u0301", "@here ", "https://x.y/"}[n%9]
			for i := range tracker.Combatants {
				c := &tracker.Combatants[i]
				c.Name = backend.Line(firstRunes(strings.Repeat(letters, maxName), 1+random.IntN(maxName-2))) + strconv.Itoa(i)
				c.Sight = []Sight{Shown, Shown, Words, Bare, Unseen}[random.IntN(5)]
				c.Delaying = random.IntN(2) == 0
				if n%2 == 1 {
					c.Conditions, c.Note, c.Trigger = nil, "", ""
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		from := by(0)
		from.Permissions = discordtest.PermissionManageMessages
		from.Locale = []string{"en-US", "de", "fr"}[n%3]
		for _, line := range []string{"get", "gm", "next"} {
			if m := h.Said(h.slash(from, line)); len(m.Embeds) == 0 || m.Embeds[0].Description == "" {
				t.Errorf("%s says nothing", line)
			}
		}
	}
	if log := h.Log.String(); strings.Contains(log, "was cut") || strings.Contains(log, "refused") {
		t.Errorf("something was cut or refused:\n%s", log)
	}
}
