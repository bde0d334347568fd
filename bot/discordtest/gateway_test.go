package discordtest_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"feyre/bot/discordtest"
)

func serving(t *testing.T, o discordtest.Options) *discordtest.Server {
	t.Helper()
	return discordtest.New(t, o)
}

// Each way of opening a session that Discord refuses.
// discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
func TestIdentifyRefusals(t *testing.T) {
	cases := map[string]struct {
		change object
		code   int
	}{
		"wrong token":             {object{"token": "wrong"}, discordtest.CloseAuthenticationFailed},
		"shard outside its count": {object{"shard": []int{2, 2}}, discordtest.CloseInvalidShard},
		"too many guilds a shard": {object{"shard": []int{0, 1}}, discordtest.CloseShardingRequired},
		"unknown intent":          {object{"intents": 1 << 30, "shard": []int{0, 2}}, discordtest.CloseInvalidIntents},
		"privileged intent":       {object{"intents": discordtest.IntentMessageContent, "shard": []int{0, 2}}, discordtest.CloseDisallowedIntents},
		"no intents":              {object{"intents": nil}, discordtest.CloseDecodeError},
		"no properties":           {object{"properties": nil}, discordtest.CloseDecodeError},
		"unknown status":          {object{"presence": object{"status": "busy"}, "shard": []int{0, 2}}, discordtest.CloseDecodeError},
	}
	srv := serving(t, discordtest.Options{Guilds: 2501})
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			bot := dial(t, srv)
			id := identity(srv)
			for field, value := range c.change {
				id[field] = value
			}
			bot.send(2, id)
			if code := bot.closeCode(); code != c.code {
				t.Errorf("closed with %d, want %d", code, c.code)
			}
		})
	}
}

// discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
func TestPayloadRefusals(t *testing.T) {
	cases := map[string]struct {
		online bool
		send   func(*client)
		code   int
	}{
		"unknown opcode":       {false, func(c *client) { c.send(99, nil) }, discordtest.CloseUnknownOpcode},
		"no JSON":              {false, func(c *client) { c.raw("roll") }, discordtest.CloseDecodeError},
		"no opcode":            {false, func(c *client) { c.raw("{}") }, discordtest.CloseDecodeError},
		"over 4096 bytes":      {false, func(c *client) { c.send(1, strings.Repeat("a", 4096)) }, discordtest.CloseDecodeError},
		"presence too early":   {false, func(c *client) { c.send(3, object{"status": "online"}) }, discordtest.CloseNotAuthenticated},
		"members too early":    {false, func(c *client) { c.send(8, object{}) }, discordtest.CloseNotAuthenticated},
		"second identify":      {true, func(c *client) { c.send(2, identity(c.srv)) }, discordtest.CloseAlreadyAuthenticated},
		"resume of an open":    {true, func(c *client) { c.send(6, object{}) }, discordtest.CloseAlreadyAuthenticated},
		"unknown status":       {true, func(c *client) { c.send(3, object{"status": "busy"}) }, discordtest.CloseDecodeError},
		"heartbeat of no kind": {true, func(c *client) { c.send(1, "a") }, discordtest.CloseDecodeError},
		"121 sends a minute": {true, func(c *client) {
			for range 121 {
				c.send(1, nil)
			}
		}, discordtest.CloseRateLimited},
	}
	srv := serving(t, discordtest.Options{})
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			bot := dial(t, srv)
			if c.online {
				bot.send(2, identity(srv))
				bot.event("READY", &ready{})
			}
			c.send(bot)
			if code := bot.closeCode(); code != c.code {
				t.Errorf("closed with %d, want %d", code, c.code)
			}
		})
	}
}

// discord.com/developers/docs/events/gateway#connecting
func TestOtherGatewayVersionIsRefused(t *testing.T) {
	srv := serving(t, discordtest.Options{})
	for _, query := range []string{"", "?v=9&encoding=json", "?v=10&encoding=etf"} {
		ws, resp, err := websocket.DefaultDialer.Dial(srv.Gateway.URL()+query, nil)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		bot := &client{t: t, srv: srv, ws: ws}
		if code := bot.closeCode(); code != discordtest.CloseInvalidVersion {
			t.Errorf("%q closed with %d", query, code)
		}
		_ = ws.Close()
	}
}

// Identifies of one key must be a window apart.
// discord.com/developers/docs/events/gateway#sharding-max-concurrency
func TestIdentifyTooFastIsRefused(t *testing.T) {
	clock := discordtest.NewManualClock()
	srv := serving(t, discordtest.Options{Shards: 3, MaxConcurrency: 2, IdentifyWindow: 5 * time.Second, Clock: clock})
	identify := func(shard int) packet {
		bot := dial(t, srv)
		id := identity(srv)
		id["shard"] = []int{shard, 3}
		bot.send(2, id)
		return bot.read()
	}
	for shard, invalid := range []bool{false, false, true} { // 2 has the key of 0
		if p := identify(shard); (p.Op == 9) != invalid {
			t.Errorf("shard %d got op %d", shard, p.Op)
		}
	}
	clock.Advance(5 * time.Second)
	if p := identify(2); p.Type != "READY" {
		t.Errorf("after the window: %+v", p)
	}
	if got := srv.Gateway.Identifies(); len(got) != 4 || got[2].Shard[0] != 2 || got[0].Token != srv.Token() {
		t.Errorf("identifies: %+v", got)
	}
}

func TestPresenceIsNoted(t *testing.T) {
	srv := serving(t, discordtest.Options{})
	bot, _ := online(t, srv)
	bot.send(3, object{"since": nil, "afk": false, "status": "idle", "activities": list{object{"name": "chess", "type": 0}}})
	bot.send(1, nil)
	if err := srv.Gateway.WaitHeartbeats(deadline(t), 1); err != nil {
		t.Fatal(err)
	}
	got := srv.Gateway.Presences()
	if len(got) != 2 || got[0].Activities[0].Name != "dice" || got[1].Status != "idle" {
		t.Errorf("presences: %+v", got)
	}
}

func TestHeartbeatsAreAcknowledgedUnlessMuted(t *testing.T) {
	srv := serving(t, discordtest.Options{})
	bot, _ := online(t, srv)
	bot.send(1, 1)
	if p := bot.read(); p.Op != 11 {
		t.Fatalf("got op %d, want an acknowledgement", p.Op)
	}
	srv.Gateway.MuteHeartbeats(true)
	bot.send(1, 1)
	if err := srv.Gateway.WaitHeartbeats(deadline(t), 2); err != nil {
		t.Fatal(err)
	}
	session, err := srv.Gateway.WaitReady(deadline(t), 0)
	if err != nil {
		t.Fatal(err)
	}
	session.RequestHeartbeat()
	if p := bot.read(); p.Op != 1 {
		t.Errorf("got op %d, want a request for a heartbeat and no acknowledgement", p.Op)
	}
}

// Events of servers go to the shard of the server.
// discord.com/developers/docs/events/gateway#sharding
func TestShards(t *testing.T) {
	srv := serving(t, discordtest.Options{Guilds: 10, Shards: 2})
	bots := make([]*client, 2)
	for shard := range bots {
		bots[shard] = dial(t, srv)
		id := identity(srv)
		id["shard"] = []int{shard, 2}
		bots[shard].send(2, id)
		var r ready
		bots[shard].event("READY", &r)
		if len(r.Guilds) != 5 {
			t.Fatalf("shard %d has %d servers", shard, len(r.Guilds))
		}
		for range r.Guilds {
			bots[shard].event("GUILD_CREATE", &object{})
		}
	}
	for n := range 4 {
		from := discordtest.From{GuildID: discordtest.GuildID(n)}
		if _, err := srv.Slash(deadline(t), from, "ping", nil); err != nil {
			t.Fatal(err)
		}
		var got struct {
			GuildID string `json:"guild_id"`
		}
		bots[n%2].event("INTERACTION_CREATE", &got)
		if got.GuildID != from.GuildID {
			t.Errorf("shard %d received the event of %s, want %s", n%2, got.GuildID, from.GuildID)
		}
	}
}

// An event without a session to go to is an error, not a silence.
func TestNoSession(t *testing.T) {
	srv := serving(t, discordtest.Options{Guilds: 1})
	if _, err := srv.Slash(deadline(t), discordtest.From{}, "ping", nil); err == nil {
		t.Error("an interaction was sent to nobody")
	}
}

func (c *client) raw(text string) {
	c.t.Helper()
	if err := c.ws.WriteMessage(websocket.TextMessage, json.RawMessage(text)); err != nil {
		c.t.Fatal(err)
	}
}
