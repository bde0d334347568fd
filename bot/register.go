package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/prometheus/client_golang/prometheus"

	"feyre/backend"
	"feyre/backend/text"
)

// Registration is a list of commands to tell Discord about.
type Registration struct {
	Config   Config
	Commands []backend.Command
	Catalog  *text.Catalog
	// Guild registers for one server, at once; 0 for all, which may take Discord an hour to show.
	Guild uint64
	// Clear removes every command instead.
	Clear bool
}

// Registered is what a Registration did.
type Registered struct {
	// Changed says whether anything had to be sent.
	Changed bool
	// Commands is how many there are now.
	Commands int
	// Diff has one line for each command that was added (+), removed (-) or changed (~).
	Diff []string
}

// Register makes Discord's list of commands like the declarations. It reads the list first and overwrites it, as a whole, only where
// they differ. A refused token is a *FatalError.
func Register(ctx context.Context, r Registration) (Registered, error) {
	base, err := parseAPI(r.Config.APIURL)
	if err != nil {
		return Registered{}, fmt.Errorf("discord.api_url: %w", err)
	}
	if r.Config.Token == "" {
		return Registered{}, ErrNoToken
	}
	wanted := []declaration{}
	if !r.Clear {
		if wanted, err = declare(r.Commands, r.Catalog); err != nil {
			return Registered{}, err
		}
	}
	if r.Guild != 0 {
		wanted = forGuild(wanted)
	}
	client := newRest(base, r.Config.Token, Timing{}.withDefaults(), newMetrics(prometheus.NewRegistry()))
	defer client.close()
	return register(ctx, client, r.Config.ApplicationID, r.Guild, wanted)
}

func register(ctx context.Context, client *rest, id string, guild uint64, wanted []declaration) (Registered, error) {
	app, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		asked, err := client.application(ctx)
		if err != nil {
			return Registered{}, err
		}
		app = asked.ID
	}
	path := commandsPath(app, guild)
	var present []declaration
	if err := client.do(ctx, http.MethodGet, path+"?with_localizations=true", payload{}, &present); err != nil {
		return Registered{}, fatalRefusal(err)
	}
	result := Registered{Commands: len(wanted), Diff: diff(present, wanted)}
	if len(result.Diff) == 0 {
		return result, nil
	}
	body, err := jsonPayload(wanted)
	if err != nil {
		return Registered{}, err
	}
	if err := client.do(ctx, http.MethodPut, path, body, nil); err != nil {
		return Registered{}, fatalRefusal(err)
	}
	result.Changed = true
	return result, nil
}

// forGuild leaves out what Discord knows for global commands only.
func forGuild(list []declaration) []declaration {
	list = slices.Clone(list)
	for i := range list {
		list[i].Contexts, list[i].Installs = nil, nil
	}
	return list
}

// diff compares what is there with what is wanted; it is empty where they are the same.
func diff(present, wanted []declaration) []string {
	var lines []string
	there := map[string]declaration{}
	for _, d := range present {
		there[d.title()] = d
	}
	for _, d := range wanted {
		old, found := there[d.title()]
		delete(there, d.title())
		if !found {
			lines = append(lines, "+ "+d.title())
		} else if parts := old.changes(d); len(parts) > 0 {
			lines = append(lines, "~ "+d.title()+": "+strings.Join(parts, ", "))
		}
	}
	for title := range there {
		lines = append(lines, "- "+title)
	}
	slices.Sort(lines)
	return lines
}

// title is how a command is called in a list.
func (d declaration) title() string {
	if d.Type == commandMessage {
		return "message: " + d.Name
	}
	return "/" + d.Name
}

// changes names the parts in which two declarations of one command differ. Where the new one leaves out what a server's commands don't
// have, what Discord fills in is no difference.
func (d declaration) changes(to declaration) []string {
	if to.Installs == nil {
		d.Contexts, d.Installs = nil, nil
	}
	var parts []string
	for _, part := range []struct {
		name     string
		from, to any
	}{
		{"description", []any{d.Description, d.DescriptionLocal}, []any{to.Description, to.DescriptionLocal}},
		{"name", d.NameLocal, to.NameLocal},
		{"options", d.Options, to.Options},
		{"permissions", d.Permissions, to.Permissions},
		{"contexts", slices.Sorted(slices.Values(d.Contexts)), slices.Sorted(slices.Values(to.Contexts))},
		{"installs", slices.Sorted(slices.Values(d.Installs)), slices.Sorted(slices.Values(to.Installs))},
		{"nsfw", d.NSFW, to.NSFW},
	} {
		if !sameJSON(part.from, part.to) {
			parts = append(parts, part.name)
		}
	}
	return parts
}

// sameJSON compares by what would be sent, where an empty list and none, or 1 and 1.0, are the same.
func sameJSON(a, b any) bool {
	one, err1 := json.Marshal(a)
	two, err2 := json.Marshal(b)
	return err1 == nil && err2 == nil && string(one) == string(two)
}
