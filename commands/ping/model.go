package ping

import (
	"time"

	"feyre/backend/reply"
	"feyre/backend/text"
)

// Model is a pong. Durations are 0 where nothing was measured.
type Model struct {
	Gateway time.Duration `json:"gateway_ns"`
	REST    time.Duration `json:"rest_ns"`
}

// Describe says pong, and the latencies that are known.
func (m Model) Describe(say text.Printer) reply.Reply {
	answer := reply.Reply{Body: []reply.Line{{reply.Styled(say.Say(text.PingPong), reply.Bold)}}}
	if m.Gateway > 0 {
		answer.Body = append(answer.Body, reply.Line{reply.Text(say.Say(text.PingGateway, m.Gateway.Milliseconds()))})
	}
	if m.REST > 0 {
		answer.Body = append(answer.Body, reply.Line{reply.Text(say.Say(text.PingREST, m.REST.Milliseconds()))})
	}
	return answer
}
