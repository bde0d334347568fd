package redis

import (
	"context"
	"errors"
	"fmt"

	"github.com/redis/go-redis/v9"
)

// scanPage is how many keys or members are asked for at once.
const scanPage = 500

// Plain reads a Redis whose keys mean something else than this package's. It never writes.
type Plain struct{ client *redis.Client }

// OpenPlain connects to an address such as redis://user:password@host:6379/0. The error holds no password.
func OpenPlain(ctx context.Context, address string) (*Plain, error) {
	options, err := redis.ParseURL(address)
	if err != nil {
		return nil, errors.New("not an address such as redis://host:6379/0")
	}
	p := &Plain{client: redis.NewClient(options)}
	if err := p.client.Ping(ctx).Err(); err != nil {
		return nil, errors.Join(failure(err), p.client.Close())
	}
	return p, nil
}

// Close ends the connection.
func (p *Plain) Close() error { return p.client.Close() }

// Keys calls each with every key that starts with prefix; one may come twice.
func (p *Plain) Keys(ctx context.Context, prefix string, each func(key string) error) error {
	return walk(ctx, p.client.Scan(ctx, 0, escapePattern(prefix)+"*", scanPage).Iterator(), each)
}

// Text returns a string value, "" where there is none or something else.
func (p *Plain) Text(ctx context.Context, key string) (string, error) {
	value, err := p.client.Get(ctx, key).Result()
	if redis.HasErrorPrefix(err, "WRONGTYPE") {
		return "", nil
	}
	if err != nil {
		return "", failure(err)
	}
	return value, nil
}

// Members calls each with every member of a set; one may come twice.
func (p *Plain) Members(ctx context.Context, key string, each func(member string) error) error {
	return walk(ctx, p.client.SScan(ctx, key, 0, "", scanPage).Iterator(), each)
}

func walk(ctx context.Context, found *redis.ScanIterator, each func(string) error) error {
	for found.Next(ctx) {
		if err := each(found.Val()); err != nil {
			return err
		}
	}
	if err := found.Err(); err != nil {
		return fmt.Errorf("scan: %w", failure(err))
	}
	return nil
}

// escapePattern makes a pattern that means text itself.
func escapePattern(text string) string {
	escaped := ""
	for _, r := range text {
		switch r {
		case '*', '?', '[', ']', '\\', '^':
			escaped += `\`
		}
		escaped += string(r)
	}
	return escaped
}
