package initiative

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/bot/discordtest"
	"feyre/internal/testbot"
	"feyre/store"
	"feyre/store/embedded"
)

// hall is /init on a Discord of its own.
type hall struct {
	*testbot.Bot
	documents store.Documents
	// used are the paths that were asked for, and with which options: "init/join" and "init/join count".
	used map[string]bool
	mu   sync.Mutex // guards used: some press at the same time
}

// use notes a path that is asked for, or one of its options.
func (h *hall) use(what string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.used[what] = true
}

func newHall(t *testing.T) *hall {
	t.Helper()
	live := embedded.Memory(embedded.Options{})
	t.Cleanup(func() { _ = live.Close() })
	catalog := text.New()
	commands := []backend.Command{New(Deps{Documents: live, Roller: cup{}, Roster: roster{}, Catalog: catalog})}
	return &hall{Bot: testbot.Start(t, commands, catalog, nil), documents: live, used: map[string]bool{}}
}

// by is the n-th player; the warden of the other tests is the player who manages messages.
func by(n int) discordtest.From { return discordtest.From{User: discordtest.Player(n)} }

// slash types a command such as "hp character:Goblin change:-7" and waits for the answer.
func (h *hall) slash(from discordtest.From, line string) *discordtest.Interaction {
	h.Helper()
	req := request(0, line)
	h.use(req.Path)
	args := discordtest.Args{}
	for name, value := range req.Options {
		h.use(req.Path + " " + name)
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
	i, err := h.Discord.Slash(h.Patient(), from, strings.ReplaceAll(req.Path, "/", " "), args)
	return h.Answered(i, err)
}

// press presses the button of a message that leads to a path.
func (h *hall) press(from discordtest.From, on *discordtest.Message, path string) *discordtest.Interaction {
	h.Helper()
	h.use(path)
	for _, row := range on.Components {
		for _, button := range row.Components {
			if found, _, _ := strings.Cut(button.CustomID, "?"); found == path {
				i, err := h.Discord.Press(h.Patient(), from, on.ID, button.CustomID)
				return h.Answered(i, err)
			}
		}
	}
	h.Fatalf("no button %s on %s", path, words(on))
	return nil
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
	messages, err := i.WaitFollowUps(h.Patient(), 1)
	if err != nil {
		h.Fatal(err)
	}
	return messages[0]
}

// gone waits until a message is deleted.
func (h *hall) gone(id string) {
	h.Helper()
	ctx := h.Patient()
	for !h.Discord.Message(id).Deleted {
		if ctx.Err() != nil {
			h.Fatalf("still there: %s\n%s", words(h.Discord.Message(id)), h.Log)
		}
		time.Sleep(time.Millisecond)
	}
}
