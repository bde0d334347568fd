package app

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

const exampleFile = "../../config.example.yaml"

func write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestExampleIsTheCode(t *testing.T) {
	content, err := os.ReadFile(exampleFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(content) != Example() {
		t.Error("config.example.yaml differs from the code; write it with: make example")
	}
	loaded, err := Load(Sources{File: exampleFile})
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(loaded.Config, Default()) {
		t.Errorf("the example loads as %+v\nwant %+v", loaded.Config, Default())
	}
}

func TestEveryFieldHasAKey(t *testing.T) {
	fields := kinds()
	for _, key := range Keys() {
		if fields[key.Path] == nil {
			t.Errorf("key %s has no field", key.Path)
		}
		if key.Help == "" {
			t.Errorf("key %s isn't explained", key.Path)
		}
		delete(fields, key.Path)
	}
	for path := range fields {
		t.Errorf("field %s has no key", path)
	}
}

func TestDefaultIsValid(t *testing.T) {
	if err := (Loaded{Config: Default()}).Validate(); err != nil {
		t.Error(err)
	}
}

func TestLayers(t *testing.T) {
	file := write(t, "c.yaml", "discord: {shards: 2, shard_ids: 0-1, application_id: 123456789012345678}\nsync: {interval: 5m}\nstore: {redis: {addrs: [a:1, b:2], db: 3}}\nlog:\n")
	loaded, err := Load(Sources{
		File: file,
		Env: []string{
			"FEYRE_DISCORD_SHARDS=4", "FEYRE_STORE_REDIS_ADDRS=c:3, d:4", "FEYRE_DISCORD_MENTIONS=false", "HOME=/root",
			"FEYRE_SERVICE_HOST=10.0.0.1", "FEYRE_PORT_8080_TCP_ADDR=10.0.0.1", "FEYRE_WEB_SERVICE_PORT_HTTP=8080",
		},
		Flags: map[string]Flag{"discord.shards": {"--shards", "8"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := Default()
	want.Discord.Shards, want.Discord.ShardIDs, want.Discord.ApplicationID, want.Discord.Mentions = 8, "0-1", "123456789012345678", false
	want.Sync.Interval = 5 * time.Minute
	want.Store.Redis.Addrs, want.Store.Redis.DB = []string{"c:3", "d:4"}, 3
	if !reflect.DeepEqual(loaded.Config, want) {
		t.Errorf("got  %+v\nwant %+v", loaded.Config, want)
	}
}

func TestSecretFiles(t *testing.T) {
	token := write(t, "token", "s3cret\n")
	loaded, err := Load(Sources{File: write(t, "c.yaml", "discord: {token_file: "+token+"}"), Env: []string{"FEYRE_STORE_REDIS_PASSWORD_FILE=" + token}})
	if err != nil {
		t.Fatal(err)
	}
	if loaded.Discord.Token != "s3cret" || loaded.Store.Redis.Password != "s3cret" {
		t.Errorf("token %q, password %q", loaded.Discord.Token, loaded.Store.Redis.Password)
	}
}

func TestSecretsAreMasked(t *testing.T) {
	c := Default()
	c.Discord.Token, c.Discord.APIURL = "s3cret", "http://proxy:s3cret@localhost"
	c.Store.Redis.Password, c.Store.Redis.SentinelPassword = "s3cret", "s3cret"
	c.Archive.Azure.ConnectionString, c.Archive.Azure.SASToken = "s3cret", "s3cret"
	shown := c.Effective()
	if strings.Contains(shown, "s3cret") || strings.Count(shown, masked) != 5 {
		t.Errorf("shown:\n%s", shown)
	}
}

func TestWrongConfigurations(t *testing.T) {
	empty := write(t, "empty", "\n")
	for name, test := range map[string]struct {
		file string
		env  []string
		want []string
	}{
		"unknown key":      {"discord:\n  tokn: x\n", nil, []string{"c.yaml:2: there is no key discord.tokn | the nearest is discord.token"}},
		"without section":  {"token: x\nredis: {addrs: x}", nil, []string{"c.yaml:1: there is no key token | the nearest is discord.token", "c.yaml:2: there is no key redis | the nearest is store.redis"}},
		"a variable too":   {"", []string{"FEYRE_TOKEN=x"}, []string{"FEYRE_TOKEN: no configuration key has this name | the nearest is FEYRE_DISCORD_TOKEN"}},
		"unknown section":  {"discrod: {token: x}", nil, []string{"c.yaml:1: there is no key discrod | the nearest is discord"}},
		"unknown variable": {"", []string{"FEYRE_DISCORD_TOKN=x"}, []string{"FEYRE_DISCORD_TOKN: no configuration key has this name | the nearest is FEYRE_DISCORD_TOKEN"}},
		"every problem": {"web: {listen: 8080}\ndiscord:\n  shards: many\n  mentions: perhaps\nsync:\n  interval: 1 day\nlimits: {rate: x}\n", nil, []string{
			`c.yaml:3: discord.shards has to be a whole number, not "many"`,
			`c.yaml:4: discord.mentions has to be true or false, not "perhaps"`,
			`c.yaml:6: sync.interval has to be a time such as 90s, 15m or 1h30m, not "1 day"`,
			`c.yaml:7: limits.rate has to be a number, not "x"`,
			"c.yaml:1: web.listen has to be an address such as 127.0.0.1:8080",
		}},
		"a mirror's": {"sync:\n  interval: 1ms\n  retention: 1h\n  rehearse_every: -1\n", nil, []string{
			"c.yaml:2: sync.interval is 1ms: a second is the least",
			"c.yaml:3: sync.retention is 1h0m0s: 24h is the least",
			"c.yaml:4: sync.rehearse_every is -1: it can't be negative",
		}},
		"a profiler for all":     {"debug: {listen: '0.0.0.0:6060'}", nil, []string{"c.yaml:1: debug.listen has to be an address that only this machine reaches"}},
		"one on every address":   {"debug: {listen: ':6060'}", nil, []string{"c.yaml:1: debug.listen has to be an address that only this machine reaches"}},
		"one without a port":     {"debug: {listen: localhost}", nil, []string{"c.yaml:1: debug.listen has to be an address that only this machine reaches"}},
		"a choice":               {"log: {level: loud}", nil, []string{`c.yaml:1: log.level has to be one of debug, info, warn, error, not "loud"`}},
		"a value for a section":  {"store: redis", nil, []string{"c.yaml:1: store has to be a section with keys of its own"}},
		"a section for a value":  {"web:\n  listen:\n    on: 8080", nil, []string{"c.yaml:3: web.listen has to be a value, not a section"}},
		"a key twice":            {"web: {listen: a:1}\nweb: {listen: b:1}", nil, []string{"c.yaml:2: web is given twice"}},
		"not YAML":               {"web:\n  listen: [", nil, []string{"this is not YAML"}},
		"not a mapping":          {"hello", nil, []string{"c.yaml:1: the file has to be a section with keys of its own"}},
		"an alias":               {"web: &x {listen: a:1}\nlog: *x", nil, []string{"c.yaml:2: log is an alias, which is not supported"}},
		"two documents":          {"---\nweb: {}\n---\nlog: {}\n", nil, []string{"c.yaml:3: a second document begins here"}},
		"secret twice":           {"discord: {token: x, token_file: y}", nil, []string{"discord.token and discord.token_file are both given"}},
		"secret's file missing":  {"discord: {token_file: nowhere}", nil, []string{"c.yaml:1: discord.token_file: open nowhere: no such file or directory"}},
		"secret's file empty":    {"discord: {token_file: " + empty + "}", nil, []string{"is empty"}},
		"no file of a plain key": {"web: {listen_file: x}", nil, []string{"there is no key web.listen_file | the nearest is web.listen"}},
		"a variable's value":     {"", []string{"FEYRE_DISCORD_SHARDS=x"}, []string{`FEYRE_DISCORD_SHARDS: discord.shards has to be a whole number, not "x"`}},
		"of both kinds": {"log: {level: x}\nsync: {interval: 0s}\nlimits: {rate: -1}\n", nil, []string{
			"c.yaml:1: log.level has to be one of", "c.yaml:2: sync.interval is 0s", "c.yaml:3: limits.rate has to be 0 or more",
		}},
		"invalid values": {"discord:\n  api_url: ftp://x\nstore:\n  kind: redis\n  redis:\n    addrs: [localhost]\nweb:\n  listen: x\nlimits:\n  rate: -1\n", nil, []string{
			"c.yaml:2: discord.api_url:",
			`c.yaml:6: store.redis.addrs: "localhost" is not host:port`,
			"c.yaml:8: web.listen has to be an address such as 127.0.0.1:8080",
			"c.yaml:10: limits.rate has to be 0 or more",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := LoadValid(Sources{File: write(t, "c.yaml", test.file), Env: test.env})
			problems, ok := err.(Problems)
			if !ok || len(problems) != len(test.want) && name != "invalid values" {
				t.Fatalf("got %d problems: %v", len(problems), err)
			}
			for i, want := range test.want {
				got := problems[i].Line() + " | " + problems[i].Try
				if !strings.Contains(got, want) {
					t.Errorf("got  %s\nwant %s", got, want)
				}
			}
		})
	}
}

func TestMissingFile(t *testing.T) {
	if _, err := Load(Sources{File: "nowhere.yaml"}); err == nil || !strings.Contains(err.Error(), "there is no configuration file nowhere.yaml") {
		t.Errorf("named file missing: %v", err)
	}
	t.Chdir(t.TempDir())
	if _, err := Load(Sources{}); err != nil {
		t.Errorf("default file missing: %v", err)
	}
}
