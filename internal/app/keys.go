package app

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Key is one leaf of the configuration.
type Key struct {
	// Path is how the file writes it, its sections parted by dots.
	Path string
	// Help is one line that says what it is for.
	Help string
	// Secret values are never shown, and may be given as a file under the same path with "_file" at the end.
	Secret bool
	// OneOf lists what it may be, where it is a choice.
	OneOf []string
}

// envPrefix begins every variable of the environment that is part of the configuration.
const envPrefix = "FEYRE_"

// fileSuffix ends the keys that name a file with a secret in it.
const fileSuffix = "_file"

// Env is the variable of the environment that sets the key.
func (k Key) Env() string { return envPrefix + strings.ToUpper(strings.ReplaceAll(k.Path, ".", "_")) }

// Keys lists every key in the order in which they are written.
func Keys() []Key {
	return []Key{
		{Path: "discord.token", Secret: true, Help: "the bot's token, from https://discord.com/developers/applications, Bot"},
		{Path: "discord.application_id", Help: "empty: asked from Discord"},
		{Path: "discord.api_url", Help: "where REST calls go; the gateway's address comes from there"},
		{Path: "discord.gateway", Help: "receive over the gateway; false leaves interactions over HTTP only"},
		{Path: "discord.shards", Help: "over all processes; 0: what Discord recommends"},
		{Path: "discord.shard_ids", Help: "the shards of this process, such as 0-3,7; empty: all"},
		{Path: "discord.mentions", Help: "answer \"@Feyre roll ...\" in messages; false does without that intent"},
		{Path: "discord.interactions.listen", Help: "address to receive interactions over HTTP on; empty: off"},
		{Path: "discord.interactions.public_key", Help: "the application's public key, needed with listen"},
		{Path: "store.kind", OneOf: []string{storeEmbedded, storeRedis}, Help: "embedded: one file, one process; redis: as many processes as needed"},
		{Path: "store.path", Help: "the file of the embedded store"},
		{Path: "store.redis.addrs", Help: "host:port of the server, of some nodes of a Cluster, or of the Sentinels"},
		{Path: "store.redis.cluster", Help: "the servers are a Cluster"},
		{Path: "store.redis.username", Help: "as in Redis's ACL; empty: the default user"},
		{Path: "store.redis.password", Secret: true, Help: "empty: none"},
		{Path: "store.redis.db", Help: "number of the database; a Cluster has only 0"},
		{Path: "store.redis.tls", Help: "connect with TLS"},
		{Path: "store.redis.master_name", Help: "name of the master that the Sentinels watch; empty: no Sentinels"},
		{Path: "store.redis.sentinel_password", Secret: true, Help: "password of the Sentinels; empty: none"},
		{Path: "archive.kind", OneOf: []string{archiveNone, archiveDir, archiveAzure}, Help: "where the store is mirrored to: none, dir, azure"},
		{Path: "archive.path", Help: "the directory of a dir archive"},
		{Path: "archive.azure.connection_string", Secret: true, Help: "of the storage account"},
		{Path: "archive.azure.account_url", Help: "instead: https://ACCOUNT.blob.core.windows.net, alone with Azure's default credentials"},
		{Path: "archive.azure.sas_token", Secret: true, Help: "for account_url: a shared access signature"},
		{Path: "archive.azure.container", Help: "is made if it is missing"},
		{Path: "archive.azure.prefix", Help: "begins every blob's name; one for each environment"},
		{Path: "sync.interval", Help: "how often the store is mirrored"},
		{Path: "sync.retention", Help: "how long earlier states of the archive are kept"},
		{Path: "sync.rehearse_every", Help: "after so many passes a restore is rehearsed; 0: never"},
		{Path: "web.listen", Help: "address of the page, the public API, health and metrics; empty: off"},
		{Path: "web.trusted_proxies", Help: "addresses or networks whose X-Forwarded-For is believed, such as 10.0.0.0/8; empty: nobody's"},
		{Path: "limits.deadline", Help: "the longest that one request may run"},
		{Path: "limits.rate", Help: "requests a second of one user, after the first burst; 0: no limit"},
		{Path: "limits.burst", Help: "requests of one user at once"},
		{Path: "log.level", OneOf: []string{"debug", "info", "warn", "error"}, Help: "debug, info, warn, error"},
		{Path: "log.format", OneOf: []string{formatAuto, formatText, formatJSON}, Help: "auto: text on a terminal, else json"},
		{Path: "trace.endpoint", Help: "OTLP over HTTP, such as http://127.0.0.1:4318; empty: no traces"},
		{Path: "trace.ratio", Help: "part of the requests that is traced, 0 to 1"},
		{Path: "debug.listen", Help: "address of Go's profiler, for localhost only; empty: off"},
	}
}

// find returns the key with a path, also one that names a secret's file.
func find(path string) (key Key, isFile, found bool) {
	for _, key := range Keys() {
		if key.Path == path {
			return key, false, true
		}
		if key.Secret && key.Path+fileSuffix == path {
			return key, true, true
		}
	}
	return Key{}, false, false
}

// isSection says whether path is a section: there are keys below it.
func isSection(path string) bool {
	return slices.ContainsFunc(Keys(), func(k Key) bool { return strings.HasPrefix(k.Path, path+".") })
}

// parse reads a value as the key's type demands. The error is a sentence without the key.
func (k Key) parse(text string) (any, error) {
	kind := kinds()[k.Path]
	switch kind {
	case reflect.TypeFor[bool]():
		if b, err := strconv.ParseBool(text); err == nil {
			return b, nil
		}
		return nil, fmt.Errorf("has to be true or false, not %q", text)
	case reflect.TypeFor[int]():
		if n, err := strconv.Atoi(text); err == nil {
			return n, nil
		}
		return nil, fmt.Errorf("has to be a whole number, not %q", text)
	case reflect.TypeFor[float64]():
		if n, err := strconv.ParseFloat(text, 64); err == nil {
			return n, nil
		}
		return nil, fmt.Errorf("has to be a number, not %q", text)
	case reflect.TypeFor[time.Duration]():
		if d, err := time.ParseDuration(text); err == nil {
			return d, nil
		}
		return nil, fmt.Errorf("has to be a time such as 90s, 15m or 1h30m, not %q", text)
	case reflect.TypeFor[[]string]():
		return list(text), nil
	}
	if len(k.OneOf) > 0 && !slices.Contains(k.OneOf, text) {
		return nil, fmt.Errorf("has to be one of %s, not %q", strings.Join(k.OneOf, ", "), text)
	}
	return text, nil
}

// list reads values that are parted by commas.
func list(text string) []string {
	values := []string{}
	for value := range strings.SplitSeq(text, ",") {
		if value = strings.TrimSpace(value); value != "" {
			values = append(values, value)
		}
	}
	return values
}

// kinds tells the type of every key, read off Config.
func kinds() map[string]reflect.Type {
	all := map[string]reflect.Type{}
	walk(reflect.ValueOf(Default()), "", func(path string, value reflect.Value) { all[path] = value.Type() })
	return all
}

// walk visits every leaf of a configuration.
func walk(section reflect.Value, prefix string, visit func(path string, value reflect.Value)) {
	for i := range section.NumField() {
		tag := section.Type().Field(i).Tag.Get("koanf")
		name, squash := strings.CutSuffix(tag, ",squash")
		path := strings.TrimPrefix(prefix+"."+name, ".")
		if squash {
			path = prefix
		}
		if value := section.Field(i); value.Kind() == reflect.Struct {
			walk(value, path, visit)
		} else {
			visit(path, value)
		}
	}
}
