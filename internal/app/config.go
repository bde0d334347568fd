package app

import (
	"time"

	"feyre/backend"
	"feyre/bot"
	"feyre/internal/web"
	"feyre/syncer"
)

// Config is the whole configuration. Each part that has settings of its own declares them; here they are put under the names of the
// file.
type Config struct {
	Discord bot.Config    `koanf:"discord"`
	Store   StoreConfig   `koanf:"store"`
	Archive ArchiveConfig `koanf:"archive"`
	Sync    SyncConfig    `koanf:"sync"`
	Web     web.Config    `koanf:"web"`
	Limits  LimitsConfig  `koanf:"limits"`
	Log     LogConfig     `koanf:"log"`
	Trace   TraceConfig   `koanf:"trace"`
	Debug   DebugConfig   `koanf:"debug"`
}

// The kinds of store and archive.
const (
	storeEmbedded = "embedded"
	storeRedis    = "redis"
	archiveNone   = "none"
	archiveDir    = "dir"
	archiveAzure  = "azure"
)

// StoreConfig says which store is used and where it is.
type StoreConfig struct {
	Kind  string      `koanf:"kind"`
	Path  string      `koanf:"path"`
	Redis RedisConfig `koanf:"redis"`
}

// RedisConfig says how Redis is reached.
type RedisConfig struct {
	Addrs            []string `koanf:"addrs"`
	Cluster          bool     `koanf:"cluster"`
	Username         string   `koanf:"username"`
	Password         string   `koanf:"password"`
	DB               int      `koanf:"db"`
	TLS              bool     `koanf:"tls"`
	MasterName       string   `koanf:"master_name"`
	SentinelPassword string   `koanf:"sentinel_password"`
}

// ArchiveConfig says which archive is used and where it is.
type ArchiveConfig struct {
	Kind  string      `koanf:"kind"`
	Path  string      `koanf:"path"`
	Azure AzureConfig `koanf:"azure"`
}

// AzureConfig says how Azure Blob Storage is reached.
type AzureConfig struct {
	ConnectionString string `koanf:"connection_string"`
	AccountURL       string `koanf:"account_url"`
	SASToken         string `koanf:"sas_token"`
	Container        string `koanf:"container"`
	Prefix           string `koanf:"prefix"`
}

// SyncConfig says how often the store is mirrored and for how long earlier states are kept.
type SyncConfig struct {
	Interval  time.Duration `koanf:"interval"`
	Retention time.Duration `koanf:"retention"`
	// RehearseEvery is after how many passes a restore is rehearsed.
	RehearseEvery int `koanf:"rehearse_every"`
}

// settings are those of the syncer.
func (c SyncConfig) settings() syncer.Config {
	settings := syncer.DefaultConfig()
	settings.Interval, settings.Retention, settings.RehearseEvery = c.Interval, c.Retention, c.RehearseEvery
	return settings
}

// LimitsConfig bounds what one user may ask, as backend.Config does.
type LimitsConfig struct {
	Deadline time.Duration `koanf:"deadline"`
	Rate     float64       `koanf:"rate"`
	Burst    int           `koanf:"burst"`
}

// LogConfig says what is logged, and how it looks.
type LogConfig struct {
	Level  string `koanf:"level"`
	Format string `koanf:"format"`
}

// The formats of the log.
const (
	formatAuto = "auto"
	formatText = "text"
	formatJSON = "json"
)

// TraceConfig says where traces go and how many requests are traced. Without an endpoint there are none.
type TraceConfig struct {
	Endpoint string  `koanf:"endpoint"`
	Ratio    float64 `koanf:"ratio"`
}

// DebugConfig says where Go's profiler listens; nowhere when Listen is empty.
type DebugConfig struct {
	Listen string `koanf:"listen"`
}

// Default is the configuration when nothing is configured.
func Default() Config {
	limits, mirror := backend.DefaultConfig(), syncer.DefaultConfig()
	return Config{
		Discord: bot.DefaultConfig(),
		Store: StoreConfig{
			Kind: storeEmbedded, Path: "data/feyre.db",
			Redis: RedisConfig{Addrs: []string{"127.0.0.1:6379"}},
		},
		Archive: ArchiveConfig{
			Kind: archiveDir, Path: "data/archive",
			Azure: AzureConfig{Container: "feyre"},
		},
		Sync:   SyncConfig{Interval: mirror.Interval, Retention: mirror.Retention, RehearseEvery: mirror.RehearseEvery},
		Web:    web.DefaultConfig(),
		Limits: LimitsConfig{Deadline: limits.Deadline, Rate: limits.Rate, Burst: limits.Burst},
		Log:    LogConfig{Level: "info", Format: formatAuto},
		Trace:  TraceConfig{Ratio: 1},
	}
}
