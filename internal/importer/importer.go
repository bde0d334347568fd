// Package importer takes over the old bot's data: its Redis, its users blob and its table of characters.
//
// Every write is atomic and can be told from what is there already, so that an import may be broken off and begun anew, and adds nothing
// twice. A part of a source that was taken whole leaves a mark, and nothing is taken from it again: what was deleted or erased here since
// then stays so, even when nothing of it is left. All of these are records as any other, and come back with the store when it is restored.
package importer

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"

	"feyre/store"
)

// Target is what an import writes to; its methods keep the contract of store.Mirrored.
type Target interface {
	Amend(ctx context.Context, slot store.Slot, change func(store.Record) (store.Record, error)) error
}

// maxLeft bounds how much of what was left a report names.
const maxLeft = 100

// Report says what an import took and what it left.
type Report struct {
	Users      Tally `json:"users"`
	Counters   Tally `json:"counters"`
	Trackers   Tally `json:"trackers"`
	Characters Tally `json:"characters"`
	// Before names the parts of the source that an earlier import took whole. Nothing is taken from them again.
	Before []string `json:"before,omitempty"`
	// Nothing names the parts in which nothing was found that could be taken, as of another program's data. They are not marked as taken.
	Nothing []string `json:"nothing,omitempty"`
	// Left names what was not taken, and why; the first hundred of them.
	Left []string `json:"left"`
}

// Tally counts one kind of thing.
type Tally struct {
	Taken int `json:"taken"` // new here
	Known int `json:"known"` // here already, or taken by an earlier import
	Left  int `json:"left"`  // not taken
}

// Importer writes what it reads from one source.
type Importer struct {
	target Target
	source string
	report Report
	// of the part that is being taken
	origin string
	before bool // an earlier import took it whole
}

// New makes an importer. source names where the data come from, the same at every try: marks carry it.
func New(target Target, source string) *Importer { return &Importer{target: target, source: source} }

// Report is what was done so far.
func (im *Importer) Report() Report { return im.report }

func (im *Importer) marker() string { return "import:" + im.source }

// found counts what could be taken, now or before.
func (r *Report) found() (sum int) {
	for _, t := range []Tally{r.Users, r.Counters, r.Trackers, r.Characters} {
		sum += t.Taken + t.Known
	}
	return sum
}

// part takes one part of the source, and marks it once all of it was taken. What holds nothing may be the wrong file: a mark would
// keep the right one from being taken.
func (im *Importer) part(ctx context.Context, name string, take func() error) error {
	sum := sha256.Sum256([]byte(im.marker() + "\n" + name))
	im.origin = hex.EncodeToString(sum[:8])
	var err error
	if im.before, err = im.marked(ctx, false); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if im.before {
		im.report.Before = append(im.report.Before, name)
	}
	found := im.report.found()
	if err := take(); err != nil || im.before {
		return err
	}
	if im.report.found() == found {
		im.report.Nothing = append(im.report.Nothing, name)
		return nil
	}
	_, err = im.marked(ctx, true)
	return err
}

// marked tells whether the part's mark is there, and sets it if told to.
func (im *Importer) marked(ctx context.Context, set bool) (was bool, err error) {
	slot := store.Slot{Key: store.CounterFrom("", im.origin)}
	err = im.target.Amend(ctx, slot, func(r store.Record) (store.Record, error) {
		if was = number(r.Value) > 0; was || !set {
			return r, nil
		}
		return store.Record{Slot: slot, Time: -1, Value: json.RawMessage("1")}, nil
	})
	return was, err
}

// number reads a counter; what is none counts nothing.
func number(value json.RawMessage) int64 {
	n, _ := strconv.ParseInt(string(value), 10, 64)
	return n
}

// leave notes something that is not taken.
func (im *Importer) leave(t *Tally, format string, args ...any) {
	t.Left++
	if len(im.report.Left) < maxLeft {
		im.report.Left = append(im.report.Left, fmt.Sprintf(format, args...))
	}
}

// user puts one into the set of users.
func (im *Importer) user(ctx context.Context, text string) error {
	id, ok := snowflake(text)
	if !ok {
		im.leave(&im.report.Users, "user %q: not an ID", text)
		return nil
	}
	slot, taken := store.Member(id), false
	err := im.target.Amend(ctx, slot, func(r store.Record) (store.Record, error) {
		taken = !im.before && (r.Time == 0 || r.Deleted && !r.Erased)
		if !taken {
			return r, nil
		}
		return store.Record{Slot: slot, Time: -1}, nil
	})
	if err != nil {
		return fmt.Errorf("user %s: %w", text, err)
	}
	count(&im.report.Users, taken)
	return nil
}

func count(t *Tally, taken bool) {
	if taken {
		t.Taken++
	} else {
		t.Known++
	}
}

// snowflake reads an ID of Discord's.
func snowflake(text string) (uint64, bool) {
	id, err := strconv.ParseUint(text, 10, 64)
	return id, err == nil && id != 0
}
