package stats

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"feyre/backend/reply"
	"feyre/backend/text"
)

// Model is what was counted. Servers, Reach and Shards are 0 where there is no gateway.
type Model struct {
	Commands map[string]int64 `json:"commands"`
	Total    int64            `json:"total"`
	Users    int64            `json:"users"`
	Servers  int              `json:"guilds"`
	Reach    int64            `json:"reach"`
	Shards   int              `json:"shards"`
}

// Describe shows the totals, and every command by how often it was served.
func (m Model) Describe(say text.Printer) reply.Reply {
	answer := reply.Reply{Title: say.Say(text.StatsTitle)}
	add := func(name text.ID, n int64) {
		answer.Fields = append(answer.Fields, reply.Field{
			Name: say.Say(name), Value: reply.Lines(Grouped(n)), Inline: true,
		})
	}
	add(text.StatsCommands, m.Total)
	add(text.StatsUsers, m.Users)
	if m.Shards > 0 {
		add(text.StatsServers, int64(m.Servers))
		add(text.StatsReach, m.Reach)
		add(text.StatsShards, int64(m.Shards))
	}
	names := slices.SortedFunc(maps.Keys(m.Commands), func(a, b string) int {
		return cmp.Or(cmp.Compare(m.Commands[b], m.Commands[a]), cmp.Compare(a, b))
	})
	for _, name := range names[:min(len(names), maxNames)] {
		answer.Body = append(answer.Body, reply.Line{
			reply.Styled(say.Command(name), reply.Code), reply.Text("  " + Grouped(m.Commands[name])),
		})
	}
	return answer
}

// maxNames bounds the list of commands; only counters of commands that are gone could ever exceed it.
const maxNames = 40

// Grouped writes a number with a thin space between its groups of three digits.
func Grouped(n int64) string {
	digits := strconv.FormatInt(n, 10)
	grouped := ""
	for len(digits) > 3 && digits[len(digits)-4] != '-' {
		grouped = "\u2009" + digits[len(digits)-3:] + grouped
		digits = digits[:len(digits)-3]
	}
	return digits + grouped
}
