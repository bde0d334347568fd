package bot

import (
	"errors"
	"net/url"
	"slices"
	"strings"
	"testing"
)

func TestConfig(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		change func(*Config)
		want   string // part of the problem; empty where there is none
	}{
		{"defaults and a token", func(*Config) {}, ""},
		{"no token", func(c *Config) { c.Token = "" }, "discord.token is empty"},
		{"token with Bot", func(c *Config) { c.Token = "Bot abc" }, "discord.token"},
		{"application", func(c *Config) { c.ApplicationID = "feyre" }, "discord.application_id"},
		{"proxy with a path", func(c *Config) { c.APIURL = "http://127.0.0.1:8080/discord/" }, ""},
		{"address", func(c *Config) { c.APIURL = "discord.com" }, "discord.api_url"},
		{"address without host", func(c *Config) { c.APIURL = "https://" }, "discord.api_url"},
		{"shards", func(c *Config) { c.Shards = -1 }, "discord.shards"},
		{"some shards", func(c *Config) { c.Shards, c.ShardIDs = 16, "0-3,7" }, ""},
		{"shard ids alone", func(c *Config) { c.ShardIDs = "0-3" }, "discord.shard_ids needs discord.shards"},
		{"shard ids beyond", func(c *Config) { c.Shards, c.ShardIDs = 4, "2-4" }, "no shard 4 of 4"},
		{"shard ids that are none", func(c *Config) { c.Shards, c.ShardIDs = 4, "a" }, "discord.shard_ids"},
		{"nothing arrives", func(c *Config) { c.Gateway = false }, "nothing would arrive"},
		{"no key", func(c *Config) { c.Interactions.Listen = "127.0.0.1:0" }, "public_key"},
		{"half a key", func(c *Config) { c.Interactions = InteractionsConfig{"127.0.0.1:0", "abcd"} }, "public_key"},
		{"no port", func(c *Config) { c.Interactions = InteractionsConfig{"localhost", strings.Repeat("ab", 32)} }, "listen"},
		{"over HTTP", func(c *Config) {
			c.Gateway, c.Interactions = false, InteractionsConfig{":8081", strings.Repeat("ab", 32)}
		}, ""},
	} {
		config := DefaultConfig()
		config.Token = "token"
		test.change(&config)
		err := config.Validate()
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
	}
	if err := DefaultConfig().Validate(); !errors.Is(err, ErrNoToken) {
		t.Errorf("without a token: %v", err)
	}
	if _, err := New(Options{Config: DefaultConfig()}); !errors.Is(err, ErrNoToken) {
		t.Errorf("New without a token: %v", err)
	}
}

func TestShardIDs(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]int{
		"": nil, "0": {0}, "0-3,7": {0, 1, 2, 3, 7}, " 2 , 1,1 ": {1, 2}, "3-3": {3},
	} {
		if got, err := parseShardIDs(text); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q is %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"a", "3-1", "-1", "1-", "0-99999999", "1--2"} {
		if got, err := parseShardIDs(text); err == nil {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}

func TestInvite(t *testing.T) {
	t.Parallel()
	address, err := url.Parse(Invite(42, InvitePermissions))
	if err != nil {
		t.Fatal(err)
	}
	query := address.Query()
	if query.Get("client_id") != "42" || query.Get("permissions") != "2147559488" || query.Get("scope") != "bot applications.commands" {
		t.Errorf("invite %v", address)
	}
}

func TestAddresses(t *testing.T) {
	t.Parallel()
	for base, want := range map[string]string{
		"https://discord.com":      "https://discord.com/api/v10/gateway/bot?a=b",
		"http://127.0.0.1:9/proxy": "http://127.0.0.1:9/proxy/api/v10/gateway/bot?a=b",
		"http://127.0.0.1:9/x/y/":  "http://127.0.0.1:9/x/y/api/v10/gateway/bot?a=b",
	} {
		parsed, err := parseAPI(base)
		if err != nil {
			t.Fatal(err)
		}
		from, _ := url.Parse("https://discord.com/api/v9/gateway/bot?a=b")
		if got := (relocator{base: parsed}).move(from).String(); got != want {
			t.Errorf("%s: %s, want %s", base, got, want)
		}
	}
	for given, want := range map[string]string{
		"wss://gateway.discord.gg":     "wss://gateway.discord.gg/?encoding=json&v=10",
		"ws://127.0.0.1:9/resume/?v=9": "ws://127.0.0.1:9/resume/?encoding=json&v=10",
		"https://gateway.discord.gg":   "",
		"wss://":                       "",
		"":                             "",
		"file:///etc/passwd":           "",
		"wss://[::1":                   "",
	} {
		if got := gatewayAddress(given); got != want {
			t.Errorf("%q is %q, want %q", given, got, want)
		}
	}
}

func TestRoutes(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		method, path, name, major string
		kind                      routeKind
	}{
		{"GET", "gateway/bot", "GET gateway/bot", "", ordinaryRoute},
		{"POST", "interactions/1/tok/callback", "POST interactions/callback", "", callbackRoute},
		{"POST", "webhooks/1/tok", "POST webhooks/{id}/{token}", "tok", tokenRoute},
		{"PATCH", "webhooks/1/tok/messages/@original", "PATCH webhooks/{id}/{token}/messages/@original", "tok", tokenRoute},
		{"DELETE", "channels/5/messages/6", "DELETE channels/{id}/messages/{id}", "5", ordinaryRoute},
		{"PUT", "applications/1/guilds/2/commands", "PUT applications/{id}/guilds/{id}/commands", "", ordinaryRoute},
	} {
		if got := classify(test.method, test.path); got != (route{test.name, test.major, test.kind}) {
			t.Errorf("%s %s is %+v", test.method, test.path, got)
		}
	}
}
