package importer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"feyre/store"
)

// The old bot's keys.
const (
	oldUsers    = "user_set"
	oldCounters = "c:"
	oldTotal    = "c:total"
	oldTrackers = "it:"
)

// OldStore reads the old bot's Redis.
type OldStore interface {
	// Keys calls each with every key that starts with prefix; one may come twice.
	Keys(ctx context.Context, prefix string, each func(key string) error) error
	// Text returns a string value, "" where there is none.
	Text(ctx context.Context, key string) (string, error)
	// Members calls each with every member of a set.
	Members(ctx context.Context, key string, each func(member string) error) error
}

// Redis takes users, counters and trackers from the old bot's Redis. The total is left: it is the sum of the counters.
func (im *Importer) Redis(ctx context.Context, old OldStore) error {
	return im.part(ctx, "redis", func() error { return im.redis(ctx, old) })
}

func (im *Importer) redis(ctx context.Context, old OldStore) error {
	users := old.Members(ctx, oldUsers, func(member string) error { return im.user(ctx, member) })
	if users != nil {
		return fmt.Errorf("old users: %w", users)
	}
	if err := im.each(ctx, old, oldCounters, im.counter); err != nil {
		return fmt.Errorf("old counters: %w", err)
	}
	if err := im.each(ctx, old, oldTrackers, im.tracker); err != nil {
		return fmt.Errorf("old trackers: %w", err)
	}
	return nil
}

// each calls take once with every key below a prefix and its value.
func (im *Importer) each(ctx context.Context, old OldStore, prefix string, take func(ctx context.Context, key, value string) error) error {
	seen := map[string]bool{}
	return old.Keys(ctx, prefix, func(key string) error {
		if seen[key] {
			return nil
		}
		seen[key] = true
		value, err := old.Text(ctx, key)
		if err != nil {
			return err
		}
		return take(ctx, key, value)
	})
}

func (im *Importer) counter(ctx context.Context, key, value string) error {
	if key == oldTotal {
		return nil
	}
	command := strings.TrimPrefix(key, oldCounters)
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil || n < 0 || command == "" || strings.ContainsAny(command, " \n@") {
		im.leave(&im.report.Counters, "counter %q: not a count", key)
		return nil
	}
	slot, taken := store.Slot{Key: store.CounterFrom(command, im.origin)}, false
	err = im.target.Amend(ctx, slot, func(r store.Record) (store.Record, error) {
		if taken = !im.before && n > number(r.Value); !taken {
			return r, nil
		}
		return store.Record{Slot: slot, Time: -1, Value: json.RawMessage(strconv.FormatInt(n, 10))}, nil
	})
	if err != nil {
		return fmt.Errorf("%s: %w", key, err)
	}
	count(&im.report.Counters, taken)
	return nil
}

// tracker takes a channel's tracker unless the channel has one here.
func (im *Importer) tracker(ctx context.Context, key, value string) error {
	_, channel, _ := strings.Cut(strings.TrimPrefix(key, oldTrackers), ":")
	id, ok := snowflake(channel)
	if !ok {
		im.leave(&im.report.Trackers, "tracker %q: no channel", key)
		return nil
	}
	document, err := convertTracker([]byte(value))
	if err != nil {
		im.leave(&im.report.Trackers, "tracker %q: %v", key, err)
		return nil
	}
	slot, taken := store.Slot{Key: store.TrackerKey(id)}, false
	err = im.target.Amend(ctx, slot, func(r store.Record) (store.Record, error) {
		if taken = !im.before && r.Time == 0; !taken {
			return r, nil
		}
		return store.Record{Slot: slot, Time: -1, Value: document}, nil
	})
	if err != nil {
		return fmt.Errorf("%s: %w", key, err)
	}
	count(&im.report.Trackers, taken)
	return nil
}

// oldTracker is the old bot's tracker. Its turn counts on for ever; the list stands in the order of turns.
type oldTracker struct {
	Characters []oldCombatant `json:"characters"`
	Turn       int            `json:"turn"`
}

type oldCombatant struct {
	User       flexible `json:"user"`
	Name       string   `json:"name"`
	Initiative string   `json:"initiative_expression"`
	Value      flexible `json:"initiative_value"`
}

// tracker and combatant are the parts of today's tracker that an old one fills.
type tracker struct {
	Version    int         `json:"version"`
	Round      int         `json:"round"`
	Turn       int         `json:"turn"`
	Serial     uint64      `json:"serial"`
	LastID     int         `json:"last_id"`
	Starter    string      `json:"starter"`
	Open       bool        `json:"open"`
	Combatants []combatant `json:"combatants"`
}

type combatant struct {
	ID    int    `json:"id"`
	Name  string `json:"name"`
	Owner string `json:"owner"`
	Score int64  `json:"score"`
	Roll  string `json:"roll,omitempty"`
	Acted int    `json:"acted,omitempty"`
}

// maxCombatants is how many a tracker holds.
const maxCombatants = 40

func convertTracker(raw []byte) (json.RawMessage, error) {
	var old oldTracker
	if err := json.Unmarshal(raw, &old); err != nil {
		return nil, errors.New("not a tracker")
	}
	n := len(old.Characters)
	if n == 0 || n > maxCombatants || old.Turn < 0 {
		return nil, fmt.Errorf("%d combatants, turn %d", n, old.Turn)
	}
	// Everybody could do everything in the old bot.
	t := tracker{Version: 1, Round: old.Turn/n + 1, Turn: old.Turn%n + 1, Serial: 1, LastID: n, Starter: "0", Open: true}
	for i, c := range old.Characters {
		owner, known := snowflake(string(c.User))
		if !known {
			owner = 0
		}
		score, err := strconv.ParseFloat(string(c.Value), 64)
		if name := clip(c.Name, maxName); name == "" || err != nil || score < -maxScore || score > maxScore {
			return nil, fmt.Errorf("combatant %d has no name or score", i+1)
		}
		next := combatant{ID: i + 1, Name: clip(c.Name, maxName), Owner: strconv.FormatUint(owner, 10), Score: int64(score), Roll: clip(c.Initiative, maxRoll)}
		if i < t.Turn {
			next.Acted = i + 1
		}
		t.Combatants = append(t.Combatants, next)
	}
	return json.Marshal(t)
}
