// Package discordtest is a Discord small enough to test a bot against, over
// real sockets: the part of the REST API v10 and of gateway v10 that a bot of
// slash commands, buttons, modals and mentions uses.
//
// It is strict. It refuses what Discord refuses, with Discord's own error
// codes, and New fails a test whose bot sent a malformed body. With
// FEYRE_DISCORD_SPEC set to Discord's OpenAPI description, bodies are also
// validated against that.
//
// Nothing in it sleeps: every deadline is kept by a Clock that a test may move
// by hand, and every Wait function returns as soon as its condition holds.
//
//	srv := discordtest.New(t, discordtest.Options{Guilds: 1})
//	startBot(t, srv.URL, srv.Token())
//	if _, err := srv.Gateway.WaitReady(ctx, 0); err != nil {
//		t.Fatal(err)
//	}
//	i, err := srv.Slash(ctx, discordtest.From{}, "roll", discordtest.Args{"expression": "4d6k3"})
//	if err != nil {
//		t.Fatal(err)
//	}
//	answer, err := i.Wait(ctx)  // the first callback, or the context's error
//	...
//	button, err := srv.Press(ctx, discordtest.From{}, answer.Message.ID, "roll/again")
//
// Faults are scripted with Server.Fault (REST) and Gateway.Plan (connections);
// a connected Session can be asked to reconnect, invalidated, closed or cut.
package discordtest
