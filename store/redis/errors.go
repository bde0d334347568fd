package redis

import (
	"context"
	"errors"
	"slices"
	"strings"

	"feyre/store"

	"github.com/redis/go-redis/v9"
)

// refusals are the codes by which a server says that it can't serve now.
func refusals() []string {
	return append(bars(), "LOADING ", "CLUSTERDOWN ", "READONLY ", "MASTERDOWN ", "TRYAGAIN ", "MISCONF ", "NOREPLICAS ", "OOM ", "BUSY ",
		"UNKILLABLE ", "MOVED ", "ASK ", "max number of clients")
}

// bars are the codes by which a server says that it won't ever serve us as we are.
func bars() []string { return []string{"NOAUTH ", "WRONGPASS ", "NOPERM "} }

// barred tells an error that no waiting cures.
func barred(err error) bool {
	return slices.ContainsFunc(bars(), func(code string) bool { return strings.Contains(err.Error(), code) })
}

// failure turns the client's errors into the store's. What the server said of a command itself stays what it is.
func failure(err error) error {
	var said redis.Error
	switch {
	case err == nil, errors.Is(err, redis.Nil):
		return nil
	case errors.Is(err, context.Canceled), errors.Is(err, store.ErrUnavailable):
		return err
	case !errors.As(err, &said):
		return store.Unavailable(err)
	}
	for _, code := range refusals() {
		if strings.Contains(said.Error(), code) {
			return store.Unavailable(err)
		}
	}
	return err
}
