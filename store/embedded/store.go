package embedded

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"feyre/store"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// openTimeout is how long another process's hold on the file is waited for.
const openTimeout = time.Second

// Store is a store within this process. It is safe for concurrent use.
type Store struct {
	engine  engine
	writer  *writer
	clock   func() time.Time
	metrics *metrics
	turns   *turns
	seen    *expiring
	shut    func() error // closes the engine and gives up what was taken with it
	closing sync.Once
	closed  error
}

var (
	_ store.Live     = (*Store)(nil)
	_ store.Mirrored = (*Store)(nil)
)

// Open opens the file, made if missing. The error is an InUseError when another process has it, and ErrDamaged when it can't be read.
func Open(c Config, o Options) (*Store, error) {
	if err := c.Validate(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(c.Path), 0o700); err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	err := inspect(c.Path)
	var db *bolt.DB
	if err == nil {
		db, err = bolt.Open(c.Path, 0o600, &bolt.Options{
			Timeout: openTimeout, FreelistType: bolt.FreelistMapType, NoFreelistSync: true,
		})
	}
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, &InUseError{Path: c.Path, PID: holder(c.Path)}
	}
	if err != nil {
		return nil, fmt.Errorf("store %s: %w", c.Path, err)
	}
	if err := claim(c.Path); err != nil {
		return nil, errors.Join(fmt.Errorf("store %s: %w", c.Path, err), db.Close())
	}
	return overFile(db, o, func() error { return errors.Join(disclaim(c.Path), db.Close()) })
}

// Memory is a store that ends with its process.
func Memory(o Options) *Store {
	engine := newMemory()
	identify(engine.begin())
	return newStore(engine, o, func() error { return nil })
}

// Scratch is a store in a new file in dir (empty: the system's) that is never synced to disk. It holds more than memory can. The file has lost
// its name by the time Scratch returns, so that nothing stays behind however the process ends; where a system does not let go of the name of
// an open file, it is removed on Close.
func Scratch(dir string, o Options) (*Store, error) {
	f, err := os.CreateTemp(dir, "feyre-scratch-*.db")
	if err != nil {
		return nil, fmt.Errorf("scratch store: %w", err)
	}
	path := f.Name()
	remove := func() error { return os.Remove(path) }
	if err := f.Close(); err != nil {
		return nil, errors.Join(err, remove())
	}
	db, err := bolt.Open(path, 0o600, &bolt.Options{
		Timeout: openTimeout, FreelistType: bolt.FreelistMapType, NoFreelistSync: true, NoSync: true,
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("scratch store %s: %w", path, err), remove())
	}
	if remove() == nil {
		return overFile(db, o, db.Close)
	}
	return overFile(db, o, func() error { return errors.Join(db.Close(), remove()) })
}

func overFile(db *bolt.DB, o Options, shut func() error) (*Store, error) {
	path := db.Path()
	engine, err := newFile(db)
	if err == nil {
		err = engine.update(func(t tx) error {
			identify(t)
			return nil
		})
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("store %s: %w", path, err), shut())
	}
	return newStore(engine, o, shut), nil
}

func newStore(e engine, o Options, shut func() error) *Store {
	return &Store{
		engine: e, writer: newWriter(e), clock: o.clock(), metrics: newMetrics(o.Registerer),
		turns: newTurns(), seen: newExpiring(), shut: shut,
	}
}

// identify gives a new store its identity.
func identify(t tx) {
	if t.get(notes, noteRun) == nil {
		t.put(notes, noteRun, []byte(rand.Text()))
	}
}

func (s *Store) now() int64 { return s.clock().UnixMicro() }

// view runs f over one consistent state; a store that is closed is unavailable.
func (s *Store) view(ctx context.Context, operation string, f func(tx) error) (err error) {
	defer s.metrics.observe(operation, time.Now(), &err)
	if err := ctx.Err(); err != nil {
		return err
	}
	if s.writer.closed() {
		return store.Unavailable(errClosed)
	}
	err = s.engine.view(f)
	if errors.Is(err, bolterrors.ErrDatabaseNotOpen) {
		return store.Unavailable(errClosed)
	}
	return err
}

// write runs f within the next commit.
func (s *Store) write(ctx context.Context, operation string, f func(tx) error) (err error) {
	defer s.metrics.observe(operation, time.Now(), &err)
	return s.writer.submit(ctx, f)
}

// Ping reports whether the store is open.
func (s *Store) Ping(ctx context.Context) error {
	return s.view(ctx, "ping", func(tx) error { return nil })
}

// Close ends the store after the commit that is under way.
func (s *Store) Close() error {
	s.closing.Do(func() {
		s.writer.close()
		s.closed = s.shut()
	})
	return s.closed
}
