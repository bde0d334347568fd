package health

import (
	"context"
	"testing"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/backend/text"
)

type parts []Part

func (p parts) Check(context.Context) []Part { return p }

func TestHealth(t *testing.T) {
	store := Part{Name: text.HealthStore, OK: true}
	archive := Part{Name: text.HealthArchive, Off: true}
	gateway := Part{Name: text.HealthGateway, Detail: text.HealthShards, Args: []any{1, 2}}
	for _, test := range []struct {
		name  string
		parts parts
		tone  reply.Tone
		lines []string
	}{
		{"all well", parts{store, archive}, reply.Good, []string{"✓ Store  works", "– Archive  off"}},
		{"one down", parts{store, gateway}, reply.Bad, []string{"✓ Store  works", "✗ Discord  does not work  1 of 2 shards"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			operation, _ := New(test.parts).Verbs[0].Parse(backend.Request{})
			model, err := operation.Execute(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			answer := model.Describe(text.New().For("en"))
			if answer.Tone != test.tone || len(answer.Body) != len(test.lines) {
				t.Fatalf("tone %d, %d lines", answer.Tone, len(answer.Body))
			}
			for i, want := range test.lines {
				if got := answer.Body[i].String(); got != want {
					t.Errorf("line %d: %q, want %q", i, got, want)
				}
			}
		})
	}
}
