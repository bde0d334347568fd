package commands

import (
	"slices"
	"strings"
	"testing"

	"feyre/bot/discordtest"
)

// thousand is an expression of exactly a thousand characters that begins so.
func thousand(t *testing.T, begins, fill string) string {
	t.Helper()
	text := begins
	for len([]rune(text))+len([]rune(fill)) <= 1000 {
		text += fill
	}
	text += strings.Repeat(" ", 1000-len([]rune(text)))
	if n := len([]rune(text)); n != 1000 {
		t.Fatalf("%d characters", n)
	}
	return text
}

// Roll again rolls what stands on the message, for whoever presses it: the whole expression, however long, with the names of
// the one who typed it put in.
func TestRollAgainAtDiscord(t *testing.T) {
	t.Parallel()
	c := newClub(t)
	asker, other := discordtest.From{User: discordtest.Player(1)}, discordtest.From{User: discordtest.Player(2)}
	for _, made := range []struct {
		path string
		args discordtest.Args
	}{
		{"character add", discordtest.Args{"name": "Sir Oliver", "initiative": "1d20"}},
		{"character set", discordtest.Args{"name": "dex", "value": 3}},
		{"save add", discordtest.Args{"name": "volley", "expression": strings.Repeat("1d1+", 60) + "@dex"}},
	} {
		c.told(c.Discord.Slash(c.Patient(), asker, made.path, made.args))
	}
	for name, typed := range map[string]string{
		"sum":           thousand(t, "1d1", "+1d1"),
		"repeat":        thousand(t, "100#1d20", "+1"),
		"test":          thousand(t, "1d20>10t2d6", "+1d4"),
		"groups":        thousand(t, "{2d6,1d8}kh1", "+{1d4,1d6}kl1"),
		"comment":       thousand(t, "1d20 # ", "``` @everyone ` **語** "),
		"notes":         thousand(t, "1d20", "+1d4[`|~ü]"),
		"names":         thousand(t, "@volley+@volley+@volley+@dex", "+1"),
		"words":         thousand(t, "1d20", " plus 1d4"),
		"short":         "@dex+4d6k3",
		"a number only": "(7) # seven",
	} {
		t.Run(name, func(t *testing.T) {
			rolled, shown := c.told(c.Discord.Slash(c.Patient(), asker, "roll", discordtest.Args{"expression": typed}))
			want := subject(rolled)
			if want == "" || strings.Contains(want, "@dex") || strings.Contains(want, "@volley") {
				t.Fatalf("the expression is not on the message, with names put in: %s", shown)
			}
			again, err := c.Discord.Press(c.Patient(), other, rolled.ID, "roll/again")
			anew, shown := c.told(again, err)
			switch {
			case subject(anew) != want:
				t.Errorf("the expression was\n%s\nand is now\n%s", want, subject(anew))
			case anew.ID == rolled.ID:
				t.Error("the first roll is overwritten")
			case anew.Ephemeral():
				t.Error("a roll that all saw is rolled again in secret")
			case !strings.Contains(shown, "*rolled by* <@"+other.User.ID+">"):
				t.Errorf("it does not say who pressed: %s", shown)
			case slices.Contains(anew.Pings(), other.User.ID):
				t.Error("the one who pressed is pinged")
			}
			third, err := c.Discord.Press(c.Patient(), asker, anew.ID, "roll/again")
			if last, _ := c.told(third, err); subject(last) != want {
				t.Errorf("rolled again from there it is\n%s", subject(last))
			}
		})
	}
	if log := c.Log.String(); strings.Contains(log, "was cut") {
		t.Errorf("something was cut:\n%s", log)
	}
}

// A secret roll stays secret: rolled again, only who asked sees it, and nobody else can press.
func TestRollAgainStaysSecret(t *testing.T) {
	t.Parallel()
	c := newClub(t)
	asker, other := discordtest.From{User: discordtest.Player(1)}, discordtest.From{User: discordtest.Player(2)}
	rolled, _ := c.told(c.Discord.Slash(c.Patient(), asker, "roll", discordtest.Args{"expression": "1d20+5", "secret": true}))
	for range 3 {
		if !rolled.Ephemeral() {
			t.Fatal("a secret roll is shown to all")
		}
		if _, err := c.Discord.Press(c.Patient(), other, rolled.ID, "roll/again"); err == nil {
			t.Error("somebody else sees a secret roll")
		}
		again, err := c.Discord.Press(c.Patient(), asker, rolled.ID, "roll/again")
		anew, _ := c.told(again, err)
		if subject(anew) != "1d20+5" {
			t.Errorf("%q is rolled again", subject(anew))
		}
		rolled = anew
	}
}

// subject is the expression in the block at the head of a roll's embed, as it can be read and copied.
func subject(m *discordtest.Message) string {
	if len(m.Embeds) == 0 {
		return ""
	}
	_, block, found := strings.Cut(m.Embeds[0].Description, "```dice\n")
	text, _, closed := strings.Cut(block, "\n```")
	if !found || !closed {
		return ""
	}
	return text
}
