package bot

import (
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Config is the discord section of the configuration.
type Config struct {
	// Token is the bot's token, without "Bot " in front.
	Token string `koanf:"token"`
	// ApplicationID may be empty: then Discord is asked.
	ApplicationID string `koanf:"application_id"`
	// APIURL is where REST calls go, with a path of its own if need be; the gateway's address comes from there.
	APIURL string `koanf:"api_url"`
	// Gateway says whether to connect to Discord's gateway. Without it interactions arrive over HTTP only.
	Gateway bool `koanf:"gateway"`
	// Shards is how many shards the bot has over all its processes; 0 takes what Discord recommends.
	Shards int `koanf:"shards"`
	// ShardIDs are the shards of this process, such as "0-3,7"; empty is all.
	ShardIDs string `koanf:"shard_ids"`
	// Mentions says whether to answer "@Feyre roll 4d6" in messages.
	Mentions     bool               `koanf:"mentions"`
	Interactions InteractionsConfig `koanf:"interactions"`
}

// InteractionsConfig is how interactions arrive over HTTP.
type InteractionsConfig struct {
	// Listen is the address to listen on; empty is off.
	Listen string `koanf:"listen"`
	// PublicKey is the application's public key in hexadecimal, as the developer portal shows it.
	PublicKey string `koanf:"public_key"`
}

// DefaultConfig returns the defaults.
func DefaultConfig() Config {
	return Config{APIURL: "https://discord.com", Gateway: true, Mentions: true}
}

// ErrNoToken says that there is no token.
var ErrNoToken = errors.New("discord.token is empty")

// Validate reports everything that is wrong, joined, each problem with the name of its key. Without a token ErrNoToken is among it.
func (c Config) Validate() error {
	var problems []error
	if c.Token == "" {
		problems = append(problems, ErrNoToken)
	} else if strings.ContainsAny(c.Token, " \t\r\n") {
		problems = append(problems, errors.New("discord.token has a space in it; give the bare token, without \"Bot \""))
	}
	if c.ApplicationID != "" {
		if _, err := strconv.ParseUint(c.ApplicationID, 10, 64); err != nil {
			problems = append(problems, errors.New("discord.application_id is not a number"))
		}
	}
	if _, err := parseAPI(c.APIURL); err != nil {
		problems = append(problems, fmt.Errorf("discord.api_url: %w", err))
	}
	problems = append(problems, c.validateShards(), c.validateInteractions())
	return errors.Join(problems...)
}

func (c Config) validateShards() error {
	if c.Shards < 0 {
		return errors.New("discord.shards is negative")
	}
	ids, err := parseShardIDs(c.ShardIDs)
	if err != nil {
		return fmt.Errorf("discord.shard_ids: %w", err)
	}
	if len(ids) == 0 {
		return nil
	}
	if c.Shards == 0 {
		return errors.New("discord.shard_ids needs discord.shards: every process has to agree on the number")
	}
	if last := slices.Max(ids); last >= c.Shards {
		return fmt.Errorf("discord.shard_ids: there is no shard %d of %d, they are numbered from 0", last, c.Shards)
	}
	return nil
}

func (c Config) validateInteractions() error {
	if c.Interactions.Listen == "" {
		if !c.Gateway {
			return errors.New("discord.gateway is false and discord.interactions.listen is empty: nothing would arrive")
		}
		return nil
	}
	if _, _, err := net.SplitHostPort(c.Interactions.Listen); err != nil {
		return errors.New("discord.interactions.listen has to be an address such as 127.0.0.1:8081")
	}
	if key, err := hex.DecodeString(c.Interactions.PublicKey); err != nil || len(key) != publicKeySize {
		return errors.New("discord.interactions.public_key has to be 64 hexadecimal digits; the developer portal shows it")
	}
	return nil
}

// parseAPI reads the address of the REST API.
func parseAPI(address string) (*url.URL, error) {
	base, err := url.Parse(address)
	switch {
	case err != nil:
		return nil, errors.New("not an address")
	case base.Scheme != "https" && base.Scheme != "http":
		return nil, errors.New("has to begin with https:// or http://")
	case base.Host == "":
		return nil, errors.New("has no host")
	}
	base.Path = strings.TrimRight(base.Path, "/")
	return base, nil
}

// maxShards bounds what a typing error can ask for.
const maxShards = 65_536

// parseShardIDs reads numbers and ranges such as "0-3,7", and returns them in order, each once.
func parseShardIDs(text string) ([]int, error) {
	var ids []int
	for part := range strings.SplitSeq(text, ",") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		from, to, isRange := strings.Cut(part, "-")
		if !isRange {
			to = from
		}
		first, err1 := strconv.Atoi(from)
		last, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil || first < 0 || last < first || last >= maxShards {
			return nil, fmt.Errorf("%q is neither a number nor a range such as 0-3", part)
		}
		for id := first; id <= last; id++ {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}
