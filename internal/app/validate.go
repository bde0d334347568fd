package app

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"

	"feyre/bot"
	"feyre/internal/web"
	"feyre/syncer/azure"
)

// Validate asks every part what is wrong with its settings, those that aren't in use left out. The error is Problems. A missing
// bot token is no problem here: most commands need none.
func (l Loaded) Validate() error { return l.problems().err() }

func (l Loaded) problems() Problems {
	var problems Problems
	for _, err := range flatten(l.check()) {
		if !errors.Is(err, bot.ErrNoToken) {
			problems = append(problems, l.problem(err))
		}
	}
	return problems
}

func (l Loaded) check() error {
	return errors.Join(
		l.Discord.Validate(),
		l.Store.validate(),
		l.Archive.validate(),
		l.Sync.validate(),
		inSection("web", l.Web.Validate()),
		l.Limits.validate(),
		l.Trace.validate(),
		l.Debug.validate(),
	)
}

// problem finds where the key that begins an error's sentence was set.
func (l Loaded) problem(err error) Problem {
	sentence := err.Error()
	path := strings.TrimRight(strings.Fields(sentence + " ")[0], ":")
	return Problem{Where: l.where[path], Sentence: sentence}
}

// inSection puts the section's name before every sentence of a part that knows only its own keys.
func inSection(section string, err error) error {
	var all []error
	for _, part := range flatten(err) {
		all = append(all, fmt.Errorf("%s.%w", section, part))
	}
	return errors.Join(all...)
}

func (c StoreConfig) validate() error {
	switch c.Kind {
	case storeEmbedded:
		if c.Path == "" {
			return errors.New("store.path is empty: name the store's file")
		}
		return nil
	default:
		return c.Redis.validate()
	}
}

func (c RedisConfig) validate() error {
	var problems []error
	if len(c.Addrs) == 0 {
		problems = append(problems, errors.New("store.redis.addrs is empty"))
	}
	for _, addr := range c.Addrs {
		if _, _, err := net.SplitHostPort(addr); err != nil {
			problems = append(problems, fmt.Errorf("store.redis.addrs: %q is not host:port", addr))
		}
	}
	if c.Cluster && c.MasterName != "" {
		problems = append(problems, errors.New("store.redis.master_name is for Sentinels, which a Cluster has none of"))
	}
	if c.DB < 0 || c.Cluster && c.DB != 0 {
		problems = append(problems, errors.New("store.redis.db has to be 0 or more, and 0 in a Cluster"))
	}
	return errors.Join(problems...)
}

func (c ArchiveConfig) validate() error {
	switch {
	case c.Kind == archiveDir && c.Path == "":
		return errors.New("archive.path is empty: name the archive's directory")
	case c.Kind == archiveAzure && c.Azure.ConnectionString == "" && c.Azure.AccountURL == "":
		return errors.New("archive.azure.connection_string and archive.azure.account_url are both empty: give one of them")
	case c.Kind == archiveAzure && c.Azure.Container == "":
		return errors.New("archive.azure.container is empty")
	case c.Kind == archiveAzure:
		return inSection("archive.azure", azure.Config(c.Azure).Validate())
	}
	return nil
}

func (c SyncConfig) validate() error { return inSection("sync", c.settings().Validate()) }

func (c LimitsConfig) validate() error {
	var problems []error
	if c.Deadline <= 0 {
		problems = append(problems, errors.New("limits.deadline has to be more than 0"))
	}
	if c.Rate < 0 {
		problems = append(problems, errors.New("limits.rate has to be 0 or more"))
	}
	if c.Rate > 0 && c.Burst < 1 {
		problems = append(problems, errors.New("limits.burst has to be 1 or more"))
	}
	return errors.Join(problems...)
}

func (c TraceConfig) validate() error {
	if c.Ratio < 0 || c.Ratio > 1 {
		return errors.New("trace.ratio has to be between 0 and 1")
	}
	endpoint, err := url.Parse(c.Endpoint)
	if c.Endpoint != "" && (err != nil || !slices.Contains([]string{"http", "https"}, endpoint.Scheme)) {
		return errors.New("trace.endpoint has to begin with http:// or https://")
	}
	return nil
}

func (c DebugConfig) validate() error {
	if c.Listen != "" && (!web.IsAddress(c.Listen) || !ofThisMachine(c.Listen)) {
		return errors.New("debug.listen has to be an address that only this machine reaches, such as 127.0.0.1:6060")
	}
	return nil
}

// ofThisMachine reports whether no other machine reaches the address: what the profiler shows may hold secrets.
func ofThisMachine(address string) bool {
	host, _, err := net.SplitHostPort(address)
	ip := net.ParseIP(host)
	return err == nil && (host == "localhost" || ip != nil && ip.IsLoopback())
}
