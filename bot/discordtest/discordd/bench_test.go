package main

import (
	"testing"

	"feyre/bot/discordtest"
)

// BenchmarkInteraction measures one interaction and its answer, bot included.
func BenchmarkInteraction(b *testing.B) {
	server, err := discordtest.Start(discordtest.Options{KeepRequests: -1, ForgetMessages: true})
	if err != nil {
		b.Fatal(err)
	}
	defer server.Close()
	answerer(b, server.URL, server.Token(), false)
	if _, err := server.Gateway.WaitReady(b.Context(), 0); err != nil {
		b.Fatal(err)
	}
	d := &driver{server: server, settings: settings{command: "ping", patience: 1e10}}
	b.ResetTimer()
	r, err := d.load(b.Context(), "load", 16, counted(b.N))
	if err != nil || r.Lost > 0 {
		b.Fatal(err, r.Failure)
	}
}
