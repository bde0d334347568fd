package discordtest

import "encoding/json"

// eventOf is a user's message as the gateway tells it: with the member who
// wrote it.
type eventOf struct {
	*Message
	from From
}

// MarshalJSON adds what only the event has.
func (e eventOf) MarshalJSON() ([]byte, error) {
	var member map[string]any
	if e.from.GuildID != "" {
		member = e.from.member()
		delete(member, "user")
		delete(member, "permissions")
	}
	return json.Marshal(struct {
		*Message
		Member map[string]any `json:"member,omitempty"`
	}{e.Message, member})
}
