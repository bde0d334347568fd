package discordtest_test

import (
	"encoding/json"
	"testing"

	"feyre/bot/discordtest"
)

// A slash command goes out over the gateway and its answer comes in over REST.
func TestSlashCommandRoundTrip(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{Guilds: 2})
	ctx := deadline(t)
	bot, hello := online(t, srv)
	if len(hello.Guilds) != 2 || !hello.Guilds[0].Unavailable {
		t.Fatalf("READY lists %+v, want 2 unavailable servers", hello.Guilds)
	}
	if _, err := srv.Gateway.WaitReady(ctx, 0); err != nil {
		t.Fatal(err)
	}
	i, err := srv.Slash(ctx, discordtest.From{}, "init join", discordtest.Args{"character": "Oliver", "count": 2})
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		ID, Token string
		Type      int
		GuildID   string `json:"guild_id"`
		Data      struct {
			Name    string
			Options []struct {
				Name    string
				Type    int
				Options []struct {
					Name  string
					Type  int
					Value any
				}
			}
		}
	}
	bot.event("INTERACTION_CREATE", &got)
	if got.ID != i.ID || got.Token != i.Token || got.GuildID != discordtest.GuildID(0) {
		t.Fatalf("the bot received %+v", got)
	}
	verb := got.Data.Options[0]
	if got.Data.Name != "init" || verb.Name != "join" || verb.Type != discordtest.OptionSubcommand ||
		verb.Options[0].Value != "Oliver" || verb.Options[1].Type != discordtest.OptionInteger {
		t.Fatalf("the bot received %+v", got.Data)
	}
	r := rest(t, srv, "POST", "/interactions/"+i.ID+"/"+i.Token+"/callback?with_response=true",
		map[string]any{"type": 4, "data": map[string]any{"content": "joined", "flags": 64}})
	if r.Status != 200 {
		t.Fatalf("callback: %d %s", r.Status, r.Body)
	}
	answer, err := i.Wait(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if answer.Message.Content != "joined" || !answer.Private() {
		t.Fatalf("the answer is %+v", answer.Message)
	}
}

func TestInformation(t *testing.T) {
	srv := discordtest.New(t, discordtest.Options{Shards: 3, MaxConcurrency: 16})
	r := rest(t, srv, "GET", "/gateway/bot", nil)
	var info struct {
		URL    string `json:"url"`
		Shards int    `json:"shards"`
		Limit  struct {
			Remaining      int `json:"remaining"`
			MaxConcurrency int `json:"max_concurrency"`
		} `json:"session_start_limit"`
	}
	if err := json.Unmarshal(r.Body, &info); err != nil {
		t.Fatal(err)
	}
	if info.URL != srv.Gateway.URL() || info.Shards != 3 || info.Limit.MaxConcurrency != 16 || info.Limit.Remaining != 1000 {
		t.Errorf("gateway/bot gives %+v", info)
	}
	for _, path := range []string{"/users/@me", "/applications/@me", "/oauth2/applications/@me"} {
		var got struct{ ID string }
		r := rest(t, srv, "GET", path, nil)
		if err := json.Unmarshal(r.Body, &got); err != nil || got.ID != srv.ApplicationID() {
			t.Errorf("%s gives %s", path, r.Body)
		}
	}
}
