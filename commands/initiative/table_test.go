package initiative

import (
	"context"
	"strconv"
	"strings"
	"testing"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/backend/text"
	"feyre/store"
	"feyre/store/embedded"
)

// The people at the table. The game master is who joins first; the warden manages messages.
const (
	master uint64 = 1
	player uint64 = 2
	guest  uint64 = 3
	warden uint64 = 4
)

const channel = 77

// cup is a Roller whose dice always show 10 in all. "bad" can't be read.
type cup struct{}

func (cup) Total(_ context.Context, _ backend.Request, expression string, _ *backend.Sheet) (total, modifier int64, err error) {
	if expression == "bad" {
		return 0, 0, backend.NewFault(backend.Invalid, text.FaultTitle)
	}
	sign := int64(1)
	if strings.HasPrefix(expression, "-") {
		sign = -1
	}
	if _, tail, found := strings.Cut(expression[1:], "+"); found {
		modifier, _ = strconv.ParseInt(tail, 10, 64)
	}
	return sign * (10 + modifier), modifier, nil
}

// roster has one character, the player's.
type roster struct{}

func (roster) Active(_ context.Context, user, _ uint64) (name, initiative string, found bool, err error) {
	if user != player {
		return "", "", false, nil
	}
	return "Sir Oliver", "1d20+3", true, nil
}

func (roster) Named(_ context.Context, user uint64, name string) (*backend.Sheet, error) {
	if user != player || !strings.EqualFold(name, "Sir Oliver") {
		return nil, nil
	}
	return &backend.Sheet{ID: 1, Initiative: "1d20+3"}, nil
}

func (roster) Names(_ context.Context, user, _ uint64) ([]string, error) {
	if user != player {
		return nil, nil
	}
	return []string{"Sir Oliver"}, nil
}

// seats is a tracker with people around it.
type seats struct {
	*testing.T
	bus       backend.Bus
	documents store.Documents
}

func newSeats(t *testing.T) seats {
	t.Helper()
	live := embedded.Memory(embedded.Options{})
	t.Cleanup(func() { _ = live.Close() })
	return around(t, live)
}

func around(t *testing.T, documents store.Documents) seats {
	t.Helper()
	catalog := text.New()
	config := backend.DefaultConfig()
	config.Rate = 0
	bus, err := backend.NewController(backend.ControllerOptions{
		Config: config, Catalog: catalog,
		Commands: []backend.Command{New(Deps{Documents: documents, Roller: cup{}, Roster: roster{}, Catalog: catalog})},
	})
	if err != nil {
		t.Fatal(err)
	}
	return seats{T: t, bus: bus, documents: documents}
}

// request reads a line such as "join character:Goblin roll:12"; a value goes on to the next name.
func request(user uint64, line string) backend.Request {
	words := strings.Fields(line)
	req := backend.Request{
		User: user, UserName: "user " + strconv.FormatUint(user, 10), Guild: 5, Channel: channel, Locale: "en",
		Path: "init/" + words[0], Options: backend.Options{},
	}
	if user == warden {
		req.Permissions = backend.ManageMessages
	}
	name := ""
	for _, word := range words[1:] {
		if key, value, found := strings.Cut(word, ":"); found {
			name = key
			req.Options[name] = value
		} else {
			req.Options[name] += " " + word
		}
	}
	return req
}

// says is the reply to a line.
func (s seats) says(user uint64, line string) reply.Reply {
	return s.bus.Handle(s.Context(), request(user, line))
}

// does is says for a line that has to succeed.
func (s seats) does(user uint64, line string) reply.Reply {
	s.Helper()
	answer := s.says(user, line)
	if answer.Tone == reply.Bad {
		s.Fatalf("%s was answered %s", line, body(answer))
	}
	return answer
}

// press presses the button of a reply that leads to a path.
func (s seats) press(user uint64, on reply.Reply, path string) reply.Reply {
	s.Helper()
	for _, button := range on.Buttons {
		if button.Path == path {
			return s.bus.Handle(s.Context(), pressed(user, on, button))
		}
	}
	s.Fatalf("no button %s on %s", path, body(on))
	return reply.Reply{}
}

func pressed(user uint64, on reply.Reply, button reply.Button) backend.Request {
	req := request(user, strings.TrimPrefix(button.Path, "init/"))
	req.Source, req.SubjectPrivate = backend.FromButton, on.Private
	for _, arg := range button.Args {
		req.Options[arg.Name] = arg.Value
	}
	return req
}

// tracker is what the store holds.
func (s seats) tracker() Tracker {
	s.Helper()
	t, err := store.View[Tracker](s.Context(), s.documents, store.TrackerKey(channel))
	if err != nil {
		s.Fatal(err)
	}
	return t
}

// body is a reply's lines, parted by "|".
func body(answer reply.Reply) string {
	var lines []string
	for _, line := range answer.Body {
		lines = append(lines, line.String())
	}
	return strings.Join(lines, "|")
}

// list is the body without its news.
func list(answer reply.Reply) string {
	_, list, found := strings.Cut(body(answer), "||")
	if !found {
		return body(answer)
	}
	return list
}
