package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"feyre/internal/importer"
	"feyre/store/redis"
)

// ImportOptions say where the old bot's data are. An empty field is left out.
type ImportOptions struct {
	// Redis is the address of the old bot's Redis, such as redis://host:6379/0.
	Redis string
	// Users is the file with its users blob, Characters the one with its table of characters as JSON lines.
	Users, Characters string
	// Source names where the data come from. What was imported under a name is not imported under it again.
	Source string
	Logger *slog.Logger
}

// oldStoreTimeout bounds the wait for the old bot's Redis.
const oldStoreTimeout = 5 * time.Second

// Import takes the old bot's data over into the store. It may be repeated, and adds nothing twice. The report is of what was done, also
// where it broke off.
func Import(ctx context.Context, loaded Loaded, o ImportOptions) (report importer.Report, err error) {
	if o.Redis == "" && o.Users == "" && o.Characters == "" {
		return report, &Failure{
			Usage: true, Sentence: "there is nothing to import",
			Try: "feyre import --redis redis://127.0.0.1:6379/0 --users users.json --characters characters.jsonl",
		}
	}
	redis.LogTo(o.Logger) // the old one may be the first Redis that is opened
	live, err := openStore(ctx, loaded.Store, storeOptions{logger: o.Logger})
	if err != nil {
		return report, err
	}
	defer func() { err = errors.Join(err, live.Close()) }()
	if err := checkRestored(ctx, loaded, live); err != nil {
		return report, err
	}
	im := importer.New(live, o.Source)
	for _, step := range []func() error{
		func() error { return importRedis(ctx, im, o) },
		func() error {
			return importFile(o.Users, func(file io.Reader) error { return im.Users(ctx, file) })
		},
		func() error {
			return importFile(o.Characters, func(file io.Reader) error { return im.Characters(ctx, file) })
		},
	} {
		if err := step(); err != nil {
			return im.Report(), err
		}
	}
	return im.Report(), nil
}

// checkRestored refuses a store that is still to be filled from its archive: only then is known what was imported, deleted or erased before.
func checkRestored(ctx context.Context, loaded Loaded, live liveStore) (err error) {
	state, err := live.State(ctx)
	if err != nil || state.Lineage != "" || loaded.Archive.Kind == archiveNone {
		return err
	}
	place, err := openArchive(loaded.Archive)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, place.close()) }()
	status, err := newSyncer(loaded.Config, mirrorOptions{live: live, archive: place}).Status(ctx)
	switch {
	case err != nil:
		return err
	case status.Problem != "":
		return &Failure{Sentence: "the store is new, and what its archive holds can't be told: " + status.Problem, Try: "feyre sync --once"}
	case status.Newest > 0:
		return &Failure{Sentence: "the store is new, and its archive is not restored into it yet", Try: "feyre sync --once"}
	default:
		return nil
	}
}

func importRedis(ctx context.Context, im *importer.Importer, o ImportOptions) (err error) {
	if o.Redis == "" {
		return nil
	}
	opening, cancel := context.WithTimeout(ctx, oldStoreTimeout)
	defer cancel()
	old, err := redis.OpenPlain(opening, o.Redis)
	if err != nil {
		return &Failure{Sentence: fmt.Sprintf("the old Redis can't be read: %v", err), Try: "check --redis", Err: err}
	}
	defer func() { err = errors.Join(err, old.Close()) }()
	return im.Redis(ctx, old)
}

func importFile(name string, take func(io.Reader) error) error {
	if name == "" {
		return nil
	}
	file, err := os.Open(name)
	if err != nil {
		return &Failure{Sentence: fmt.Sprintf("%s can't be read: %v", name, unwrapped(err)), Try: "check --users and --characters", Err: err}
	}
	defer func() { _ = file.Close() }() // it was only read
	if err := take(file); err != nil {
		return &Failure{Sentence: fmt.Sprintf("%s: %v", name, err), Err: err}
	}
	return nil
}
