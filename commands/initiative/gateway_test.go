package initiative

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/bot"
	"feyre/bot/discordtest"
	"feyre/store"
	"feyre/store/embedded"
)

// patience bounds every wait of a test; one that ends by it has failed.
const patience = 20 * time.Second

// hall is /init on a Discord of its own.
type hall struct {
	*testing.T
	discord   *discordtest.Server
	documents store.Documents
	log       *logBuffer
	// used are the paths that were asked for.
	used map[string]bool
}

type logBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *logBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

func newHall(t *testing.T) *hall {
	t.Helper()
	live := embedded.Memory(embedded.Options{})
	t.Cleanup(func() { _ = live.Close() })
	h := &hall{T: t, discord: discordtest.New(t, discordtest.Options{Guilds: 1}), documents: live, log: &logBuffer{}, used: map[string]bool{}}
	catalog := text.New()
	commands := []backend.Command{New(Deps{Documents: live, Roller: cup{}, Roster: roster{}, Catalog: catalog})}
	config := bot.DefaultConfig()
	config.Token, config.APIURL = h.discord.Token(), h.discord.URL
	if _, err := bot.Register(t.Context(), bot.Registration{Config: config, Commands: commands, Catalog: catalog}); err != nil {
		t.Fatal(err)
	}
	limits := backend.DefaultConfig()
	limits.Rate = 0
	bus, err := backend.NewController(backend.ControllerOptions{Config: limits, Commands: commands, Catalog: catalog})
	if err != nil {
		t.Fatal(err)
	}
	face, err := bot.New(bot.Options{
		Config: config, Bus: bus, Catalog: catalog, Logger: slog.New(slog.NewTextHandler(h.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Timing: bot.Timing{Identify: time.Millisecond, Reconnect: time.Millisecond},
	})
	if err != nil {
		t.Fatal(err)
	}
	h.run(face)
	return h
}

func (h *hall) run(face *bot.Bot) {
	h.Helper()
	if err := face.Start(h.Context()); err != nil {
		h.Fatal(err)
	}
	h.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(h.Context()), patience)
		defer cancel()
		if err := face.Stop(ctx); err != nil {
			h.Errorf("stop: %v", err)
		}
	})
	if _, err := h.discord.Gateway.WaitReady(h.patient(), 0); err != nil {
		h.Fatal(err)
	}
}

func (h *hall) patient() context.Context {
	ctx, cancel := context.WithTimeout(h.Context(), patience)
	h.Cleanup(cancel)
	return ctx
}

// by is the n-th player; the warden of the other tests is the player who manages messages.
func by(n int) discordtest.From { return discordtest.From{User: discordtest.Player(n)} }

// slash types a command such as "hp character:Goblin change:-7" and waits for the answer.
func (h *hall) slash(from discordtest.From, line string) *discordtest.Interaction {
	h.Helper()
	req := request(0, line)
	h.used[req.Path] = true
	args := discordtest.Args{}
	for name, value := range req.Options {
		n, err := strconv.Atoi(value)
		switch {
		case value == "true" || value == "false":
			args[name] = value == "true"
		case name == "game_master":
			args[name] = discordtest.Player(n)
		case err == nil && slices.Contains([]string{"count", "ac", "max", "temp", "rounds", "value"}, name):
			args[name] = n
		default:
			args[name] = value
		}
	}
	i, err := h.discord.Slash(h.patient(), from, strings.ReplaceAll(req.Path, "/", " "), args)
	return h.answered(i, err)
}

// press presses the button of a message that leads to a path.
func (h *hall) press(from discordtest.From, on *discordtest.Message, path string) *discordtest.Interaction {
	h.Helper()
	h.used[path] = true
	for _, row := range on.Components {
		for _, button := range row.Components {
			if found, _, _ := strings.Cut(button.CustomID, "?"); found == path {
				i, err := h.discord.Press(h.patient(), from, on.ID, button.CustomID)
				return h.answered(i, err)
			}
		}
	}
	h.Fatalf("no button %s on %s", path, words(on))
	return nil
}

func (h *hall) answered(i *discordtest.Interaction, err error) *discordtest.Interaction {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
	if _, err := i.Wait(h.patient()); err != nil {
		h.Fatalf("%v; log:\n%s", err, h.log)
	}
	return i
}

// said is what an interaction was answered, also where it was deferred first.
func (h *hall) said(i *discordtest.Interaction) *discordtest.Message {
	h.Helper()
	m, err := i.WaitMessage(h.patient())
	if err != nil {
		h.Fatalf("%v; log:\n%s", err, h.log)
	}
	return m
}

// words is what a message says: its text, or its embed.
func words(m *discordtest.Message) string {
	said := m.Content
	for _, e := range m.Embeds {
		said += e.Title + "\n" + e.Description
	}
	return said
}

// followUp is the one further message of an interaction.
func (h *hall) followUp(i *discordtest.Interaction) *discordtest.Message {
	h.Helper()
	messages, err := i.WaitFollowUps(h.patient(), 1)
	if err != nil {
		h.Fatal(err)
	}
	return messages[0]
}

// gone waits until a message is deleted.
func (h *hall) gone(id string) {
	h.Helper()
	ctx := h.patient()
	for !h.discord.Message(id).Deleted {
		if ctx.Err() != nil {
			h.Fatalf("still there: %s\n%s", words(h.discord.Message(id)), h.log)
		}
		time.Sleep(time.Millisecond)
	}
}

// old posts a message with a button of the bot before this one.
func (h *hall) old(customID string) *discordtest.Message {
	h.Helper()
	channel := discordtest.From{}.Place()
	payload := fmt.Sprintf(`{"content":"old %s","components":[{"type":1,"components":[{"type":2,"style":1,"label":"x","custom_id":%q}]}]}`, customID, customID)
	req, err := http.NewRequestWithContext(h.patient(), http.MethodPost, h.discord.URL+"/api/v10/channels/"+channel+"/messages", strings.NewReader(payload))
	if err != nil {
		h.Fatal(err)
	}
	req.Header.Set("Authorization", "Bot "+h.discord.Token())
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "DiscordBot (https://example.org, 1)")
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		h.Fatal(err)
	}
	_ = answer.Body.Close()
	m, err := h.discord.WaitMessage(h.patient(), channel, func(m *discordtest.Message) bool { return m.Content == "old "+customID })
	if err != nil {
		h.Fatal(err)
	}
	return m
}

// Every verb that is declared, typed or pressed at Discord.
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
		{"hide how:words", "▶ `12` *+2* **Goblin 1** · ready · bloodied"},
		{"gm", "Behind the screen"},
		{"undo", "Undone: /init hide."},
		{"settings open:true skip_downed:false game_master:0", "Everybody may change everything"},
		{"leave character:Goblin 2", "Goblin 2 leaves."},
		{"reset", "The fight is over."},
	} {
		if got := words(h.said(h.slash(by(0), test.line))); !strings.Contains(got, test.want) {
			t.Errorf("/init %s says\n%s\nwithout %q", test.line, got, test.want)
		}
	}
	h.slash(by(0), "join character:Rat roll:3 count:5")
	asked := h.said(h.slash(by(0), "reset"))
	if got := words(h.press(by(0), asked, "init/keep").Original()); !strings.Contains(got, "The fight goes on.") {
		t.Errorf("keeping says %s", got)
	}
	confirmed := h.press(by(0), h.said(h.slash(by(0), "reset")), "init/confirm")
	if got := words(h.followUp(confirmed)); !strings.Contains(got, "Nobody has joined yet.") {
		t.Errorf("after the reset all see %s", got)
	}
	for _, verb := range New(Deps{}).Verbs {
		if !h.used[verb.Path] {
			t.Errorf("%s was never asked for", verb.Path)
		}
	}
}

// One message per channel, edited by its buttons, and one line that tells whose turn began.
func TestTurnsAtDiscord(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	channel := discordtest.From{}.Place()
	first := h.said(h.slash(by(0), "join character:A roll:9"))
	second := h.said(h.slash(by(1), "join character:B roll:5"))
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
	anew := h.said(h.slash(by(1), "get"))
	h.gone(second.ID)
	if got := words(h.discord.Message(anew.ID)); !strings.Contains(got, "▶ `5` **B**") {
		t.Errorf("the tracker is %s", got)
	}
	live := 0
	for _, m := range h.discord.Messages(channel) {
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
	message := h.said(h.slash(by(0), "get"))
	form := h.press(by(7), message, "init/join")
	i, err := h.discord.Submit(h.patient(), form, map[string]string{"character": "**Rogue**", "roll": "1d20+5"})
	if got := words(h.answered(i, err).Original()); !strings.Contains(got, "`15` \\*\\*Rogue\\*\\*") {
		t.Errorf("the form gives %s", got)
	}
	pressed, err := h.discord.Press(h.patient(), by(7), h.old("init_next").ID, "init_next")
	if got := words(h.answered(pressed, err).Response().Message); !strings.Contains(got, "Only who started the fight") && !strings.Contains(got, "▶ `15`") {
		t.Errorf("the old button Next gives %s", got)
	}
	pressed, err = h.discord.Press(h.patient(), by(8), h.old("init_join").ID, "init_join")
	if h.answered(pressed, err).Response().Modal == nil {
		t.Error("the old button Join opens no form")
	}
	direct := discordtest.From{User: discordtest.Player(3), DM: true}
	if got := words(h.said(h.slash(direct, "join character:Solo roll:4"))); !strings.Contains(got, "`4` Solo") {
		t.Errorf("in a direct message it says %s", got)
	}
}

// What is hidden is in no message that others could read.
func TestHiddenAtDiscord(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	h.slash(by(0), "join character:Ghost roll:17 hp:4711 hidden:unseen")
	public := h.said(h.slash(by(1), "join character:B roll:5"))
	for _, line := range []string{"hp character:Ghost change:-4000", "condition character:Ghost name:cursed", "note character:Ghost text:weak to salt", "next", "next"} {
		h.slash(by(0), line)
	}
	h.slash(by(0), "get")
	if m := h.said(h.press(by(0), h.said(h.slash(by(1), "get")), "init/gm")); !m.Ephemeral() || !strings.Contains(words(m), "711/4711 bloodied") {
		t.Errorf("the game master sees %s", words(m))
	}
	if public.ID == "" {
		t.Fatal("nothing public")
	}
	for _, m := range h.discord.Messages(discordtest.From{}.Place()) {
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
				c.Name = clean(firstRunes(strings.Repeat(letters, maxName), 1+random.IntN(maxName-2))) + strconv.Itoa(i)
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
			if m := h.said(h.slash(from, line)); len(m.Embeds) == 0 || m.Embeds[0].Description == "" {
				t.Errorf("%s says nothing", line)
			}
		}
	}
	if log := h.log.String(); strings.Contains(log, "was cut") || strings.Contains(log, "refused") {
		t.Errorf("something was cut or refused:\n%s", log)
	}
}
