package ping

import (
	"strings"
	"testing"
	"time"

	"feyre/backend"
	"feyre/backend/text"
)

type measured struct{ gateway, rest time.Duration }

func (m measured) Latency() (time.Duration, time.Duration) { return m.gateway, m.rest }

func TestPing(t *testing.T) {
	for _, test := range []struct {
		name    string
		latency Latency
		want    string
	}{
		{"nothing to measure", nil, "Pong!"},
		{"nothing measured yet", measured{}, "Pong!"},
		{"gateway only", measured{gateway: 41 * time.Millisecond}, "Pong!|Gateway: 41 ms"},
		{"both", measured{41 * time.Millisecond, 90 * time.Millisecond}, "Pong!|Gateway: 41 ms|REST: 90 ms"},
	} {
		t.Run(test.name, func(t *testing.T) {
			operation, err := New(test.latency).Verbs[0].Parse(backend.Request{})
			if err != nil {
				t.Fatal(err)
			}
			model, err := operation.Execute(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			var lines []string
			for _, line := range model.Describe(text.New().For("en")).Body {
				lines = append(lines, line.String())
			}
			if got := strings.Join(lines, "|"); got != test.want {
				t.Errorf("said %q, want %q", got, test.want)
			}
		})
	}
}
